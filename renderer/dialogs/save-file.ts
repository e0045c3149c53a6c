/**
 * Has the browser or the desktop window save a file that the notebook serves, under `name`. Where to
 * is asked or not as the researcher has set it there.
 */
export function saveFile(file: { path: string; name: string }): void {
  const link = document.createElement('a');
  link.href = file.path;
  link.download = file.name;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}
