// FastCGI 1.0 as nginx speaks it, for those who go straight to the workers' socket.

/** A record of one request (3.3); at most 65,535 bytes of content. */
export function record(type, content) {
  return Buffer.concat([Buffer.from([1, type, 0, 1, content.length >> 8, content.length & 255, 0, 0]), content])
}

/** A whole request (3.3 to 3.5) on a connection that is kept, and nothing after it. */
export function request(parameters, body = Buffer.alloc(0)) {
  const pieces = []
  for (let at = 0; at < body.length; at += 65528) pieces.push(record(5, body.subarray(at, at + 65528)))
  return Buffer.concat([
    record(1, Buffer.from([0, 1, 1, 0, 0, 0, 0, 0])),
    record(4, Buffer.concat(Object.entries(parameters).map(([name, value]) =>
      Buffer.concat([Buffer.from([name.length, value.length]), Buffer.from(name + value)])))),
    record(4, Buffer.alloc(0)),
    ...pieces,
    record(5, Buffer.alloc(0)),
  ])
}

export const ASK = request({ REQUEST_METHOD: 'GET', DOCUMENT_URI: '/api/health' })
