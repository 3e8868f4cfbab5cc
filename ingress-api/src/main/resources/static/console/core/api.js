// @ts-check

/** What a call was refused with. `status` 0 and code `network`: no answer came at all. */
export class ApiError extends Error {
  /**
   * @param {number} status
   * @param {string} code
   * @param {string} detail a sentence for people
   * @param {{retryAfter?: number | null, errors?: {field: string, message: string}[], problem?: any}} [more]
   */
  constructor(status, code, detail, more = {}) {
    super(detail);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.detail = detail;
    /** Seconds after which it is worth trying again. */
    this.retryAfter = more.retryAfter ?? null;
    this.errors = more.errors ?? [];
    this.problem = more.problem ?? {};
  }

  /** Whether the same call may work a little later. */
  get isPassing() {
    return this.status === 0 || this.status === 429 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

/** @param {Response} response @returns {Promise<ApiError>} */
export async function errorOf(response) {
  const problem = await response.json().catch(() => ({}));
  const seconds = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
  return new ApiError(
    response.status,
    problem.code ?? `http_${response.status}`,
    problem.detail ?? problem.title ?? `The server answered with status ${response.status}.`,
    { retryAfter: Number.isFinite(seconds) ? seconds : null, errors: problem.errors, problem },
  );
}

/** A call could not be made: the network or the server is away. @param {unknown} cause */
export function unreachable(cause) {
  if (cause instanceof DOMException && cause.name === 'AbortError') return cause;
  const detail = navigator.onLine ? 'The server can’t be reached.' : 'You are offline.';
  return new ApiError(0, 'network', detail);
}

const address = (/** @type {string} */ path) => (/^\/(api|v1|health)\b/.test(path) ? path : `/api/v1${path}`);

/**
 * The HTTP API. Paths are below `/api/v1` unless they say otherwise; a body is sent as JSON, `URLSearchParams` as a form.
 * @typedef {{token?: string | null, signal?: AbortSignal, headers?: Record<string, string>}} Options
 */
export class Api {
  /**
   * @param {() => string | null} token the user's, for calls that name none
   * @param {(token: string | null) => void} onRefused that token counts no more
   */
  constructor(token, onRefused) {
    this.token = token;
    this.onRefused = onRefused;
  }

  /** @param {string} path @param {Options} [options] */
  get(path, options) {
    return this.call('GET', path, undefined, options);
  }

  /** @param {string} path @param {unknown} [body] @param {Options} [options] */
  post(path, body, options) {
    return this.call('POST', path, body, options);
  }

  /** @param {string} path @param {unknown} [body] @param {Options} [options] */
  put(path, body, options) {
    return this.call('PUT', path, body, options);
  }

  /** @param {string} path @param {unknown} [body] @param {Options} [options] */
  patch(path, body, options) {
    return this.call('PATCH', path, body, options);
  }

  /** @param {string} path @param {unknown} [body] @param {Options} [options] */
  del(path, body, options) {
    return this.call('DELETE', path, body, options);
  }

  /** @param {string} method @param {string} path @param {unknown} body @param {Options} [options] @returns {Promise<any>} */
  async call(method, path, body, options = {}) {
    const response = await this.open(method, path, body, options);
    if (!response.ok) throw await errorOf(response);
    if (response.status === 204) return null;
    const text = await response.text().catch((cause) => Promise.reject(unreachable(cause)));
    return text === '' ? null : JSON.parse(text);
  }

  /** The bare response, whatever its status. @param {string} method @param {string} path @param {unknown} body @param {Options} options */
  async open(method, path, body, options) {
    const token = options.token === undefined ? this.token() : options.token;
    const headers = new Headers(options.headers);
    if (!headers.has('Accept')) headers.set('Accept', 'application/json, application/problem+json');
    if (token) headers.set('Authorization', `Bearer ${token}`);
    const isForm = body instanceof URLSearchParams;
    if (body !== undefined && !isForm) headers.set('Content-Type', 'application/json');
    const response = await fetch(address(path), {
      method,
      headers,
      body: body === undefined || isForm ? /** @type {any} */ (body) : JSON.stringify(body),
      signal: options.signal,
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    }).catch((cause) => Promise.reject(unreachable(cause)));
    // Without a token, too: a login that is over is none.
    if (response.status === 401 && options.token === undefined) this.onRefused(token);
    return response;
  }
}
