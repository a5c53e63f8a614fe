/** The part of Document Picture-in-Picture (WICG) that is used; TypeScript's DOM does not have it yet. */
interface DocumentPictureInPicture {
  requestWindow(options: { width: number; height: number }): Promise<Window>;
}

declare global {
  interface Window {
    readonly documentPictureInPicture?: DocumentPictureInPicture;
  }
}

export function floatingWindows(): DocumentPictureInPicture | undefined {
  return window.documentPictureInPicture;
}

/** Whether a small window can stay above all others; Chromium has it, and so has the app. */
export function canFloat(): boolean {
  return floatingWindows() !== undefined;
}
