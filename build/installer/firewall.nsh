; Lets others on a private network reach the app's signalling and the worker's media. Public
; networks stay shut. netsh keeps one rule for each run of `add`, so old ones go first.

!macro removeFirewallRules
  nsExec::ExecToLog '"$SYSDIR\netsh.exe" advfirewall firewall delete rule name="Parley"'
  Pop $0
  nsExec::ExecToLog '"$SYSDIR\netsh.exe" advfirewall firewall delete rule name="Parley media"'
  Pop $0
!macroend

!macro addFirewallRule NAME PROGRAM
  nsExec::ExecToLog '"$SYSDIR\netsh.exe" advfirewall firewall add rule name="${NAME}" dir=in action=allow profile=private enable=yes program="${PROGRAM}"'
  Pop $0
!macroend

!macro customInstall
  !insertmacro removeFirewallRules
  !insertmacro addFirewallRule "Parley" "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
  !insertmacro addFirewallRule "Parley media" "$INSTDIR\resources\mediasoup-worker.exe"
!macroend

!macro customUnInstall
  !insertmacro removeFirewallRules
!macroend
