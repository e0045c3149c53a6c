const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A page that holds one sentence and nothing that runs. */
export function page(
  status: number,
  sentence: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const text = sentence.replace(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign);
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Casebook</title>
<style>body { font: 18px/1.5 Georgia, serif; max-width: 34em; margin: 20vh auto; padding: 0 1em }</style>
<p>${text}</p>
</html>
`;
  return new Response(html, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      ...headers,
    },
  });
}
