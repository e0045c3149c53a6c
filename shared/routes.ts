/** The addresses that the notebook's fetch handler answers. */
export const ROUTES = {
  /** POST, JSON arguments in, a Result out. */
  call: (name: string) => `/api/calls/${name}`,
  /** GET, newline-delimited JSON events until the connection ends. */
  events: '/api/events',
  /** POST, the bytes of one file in; `{ok, value: {id}}` out. The name goes in `?name=`. */
  upload: (name: string) => `/api/uploads?name=${encodeURIComponent(name)}`,
  /** GET, a stored file by its SHA-256. */
  file: (sha256: string) => `/files/${sha256}`,
  /** GET, the file that a finished export made. */
  result: (jobId: string) => `/results/${jobId}`,
} as const;

/** The largest file that can be uploaded, in bytes. */
export const MAX_UPLOAD_BYTES = 512 * 1024 * 1024;
