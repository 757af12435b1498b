/** World: panel. Saves a file through a download link: that needs no permission. */

export function download(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser reads the Blob after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
