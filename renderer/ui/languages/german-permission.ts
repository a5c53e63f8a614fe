/** How microphone and camera are allowed, on each platform, in German. */
import type { Translation } from './translation.ts';

export const permission: Translation['permission'] = {
  title: 'So erlauben Sie es',
  browser: {
    app: '',
    chromium:
      'Klicken Sie auf das Symbol links der Adresse, schalten Sie Mikrofon und Kamera ein und laden Sie die Seite neu.',
    firefox:
      'Klicken Sie neben der Adresse auf das durchgestrichene Mikrofon oder die Kamera, heben Sie die Sperre auf und laden Sie die Seite neu.',
    safari:
      'Wählen Sie Safari, Einstellungen für diese Website, erlauben Sie Kamera und Mikrofon und laden Sie die Seite neu.',
  },
  system: {
    macos:
      'Öffnen Sie in den Systemeinstellungen unter Datenschutz & Sicherheit Mikrofon und Kamera, schalten Sie dieses Programm ein und starten Sie es neu.',
    windows:
      'Öffnen Sie in den Einstellungen unter Datenschutz und Sicherheit Mikrofon und Kamera und erlauben Sie den Zugriff, auch für Desktop-Apps.',
    linux:
      'Kam dieses Programm als Flatpak oder Snap, erlauben Sie ihm Mikrofon und Kamera in den Einstellungen für Anwendungen.',
    android:
      'Öffnen Sie in den Einstellungen unter Apps diesen Browser, dann Berechtigungen, und erlauben Sie beides.',
    ios: 'Öffnen Sie in den Einstellungen unter Apps diesen Browser und schalten Sie Mikrofon und Kamera ein.',
  },
};
