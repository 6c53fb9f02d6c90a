// FastCGI 1.0 as nginx speaks it, for those who go straight to the workers' socket.

/** A record of one request (3.3); at most 65,535 bytes of content. */
export function record(type, content) {
  return Buffer.concat([Buffer.from([1, type, 0, 1, content.length >> 8, content.length & 255, 0, 0]), content])
}

/** The length of a name or a value (3.4). */
function length(text) {
  const bytes = Buffer.byteLength(text)
  return bytes < 128 ? Buffer.from([bytes]) : Buffer.from([128 | (bytes >> 24), bytes >> 16 & 255, bytes >> 8 & 255, bytes & 255])
}

/** A whole request (3.3 to 3.5) on a connection that is kept, and nothing after it. */
export function request(parameters, body = Buffer.alloc(0)) {
  const pieces = []
  for (let at = 0; at < body.length; at += 65528) pieces.push(record(5, body.subarray(at, at + 65528)))
  return Buffer.concat([
    record(1, Buffer.from([0, 1, 1, 0, 0, 0, 0, 0])),
    record(4, Buffer.concat(Object.entries(parameters).map(([name, value]) =>
      Buffer.concat([length(name), length(value), Buffer.from(name + value)])))),
    record(4, Buffer.alloc(0)),
    ...pieces,
    record(5, Buffer.alloc(0)),
  ])
}

export const ASK = request({ REQUEST_METHOD: 'GET', DOCUMENT_URI: '/api/health' })
