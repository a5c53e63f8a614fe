import { describe, expect, it } from 'vitest';
import { safeFileName } from '../../../sfu/protocol/file-name.ts';

describe('the name of a file', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['Übersicht 2026 (final).pdf', 'Übersicht 2026 (final).pdf'],
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\Windows\\system.ini', 'system.ini'],
    ['/absolute/path/', 'path'],
    ['C:\\secret.txt', 'secret.txt'],
    ['.bashrc', 'bashrc'],
    ['..', 'file'],
    ['...', 'file'],
    ['/', 'file'],
    ['  a   b .txt  ', 'a b .txt'],
    ['ends with dots...', 'ends with dots'],
    ['a\u0000b\nc.txt', 'a_b_c.txt'],
    ['bill\u202efdp.exe', 'bill_fdp.exe'],
    ['a<b>:"|?*.txt', 'a_b______.txt'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['com1.log', '_com1.log'],
    ['console.log', 'console.log'],
    ['', 'file'],
  ])('%j is %j', (given, expected) => {
    expect(safeFileName(given)).toBe(expected);
  });

  it('is cut before its ending, and not in the middle of a letter', () => {
    expect(safeFileName(`${'x'.repeat(300)}.pdf`)).toBe(`${'x'.repeat(196)}.pdf`);
    expect(safeFileName(`${'x'.repeat(195)}😀😀.pdf`)).toBe(`${'x'.repeat(195)}.pdf`);
    expect(safeFileName('x'.repeat(300))).toHaveLength(200);
  });

  it('stays as it is when it is made safe again', () => {
    for (const name of ['a/b', 'CON', '..x', 'a\u202eb', `${'y'.repeat(300)}.tar.gz`]) {
      expect(safeFileName(safeFileName(name))).toBe(safeFileName(name));
    }
  });
});
