/** The pictures that Markdown names, so that their files can be brought along with it. */

/** Pictures named by one text that are looked for. */
const MOST = 500;

/**
 * The relative paths of the pictures that a Markdown text names, each once: `![](path)`, `![][ref]`
 * definitions and `<img src="path">`. Paths that lead out of the text's own folder are left out.
 */
export function picturePathsIn(markdown: string): string[] {
  const named = [
    ...markdown.matchAll(/!\[[^\]]*\]\(\s*(?:<([^<>\n]+)>|([^\s()<>]+))/g),
    ...markdown.matchAll(/^ {0,3}\[[^\]\n]+\]:\s*(?:<([^<>\n]+)>|(\S+))/gm),
    ...markdown.matchAll(/<img\s[^<>]*\bsrc\s*=\s*(?:"([^"\n]+)"|'([^'\n]+)')/gi),
  ].flatMap(([, first, second]) => first ?? second ?? []);
  const paths = named.flatMap((address) => {
    if (/^(?:[a-z][a-z0-9+.-]*:|[/\\#])/i.test(address)) return [];
    const path = decoded(address.replace(/[?#].*$/s, '').replace(/^(?:\.\/)+/, ''));
    return path === '' || path.split(/[/\\]/).includes('..') ? [] : [path];
  });
  return [...new Set(paths)].slice(0, MOST);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path).normalize();
  } catch {
    return path;
  }
}
