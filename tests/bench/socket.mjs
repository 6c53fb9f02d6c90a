// Asking the workers at their own socket, as nginx would: what a request costs without nginx and HTTP.
import net from 'node:net'
import { join } from 'node:path'
import { Visitor } from '../api/site.mjs'
import { request } from '../fault/fastcgi.mjs'
import { cookieOf } from './lib.mjs'

const HEAD = 8 // bytes before a record's content
const STDOUT = 6
const END = 3

/** The records that have come whole: pieces of the answer, whether its end is among them, and the bytes after them. */
function records(bytes) {
  const pieces = []
  let over = false
  let at = 0
  while (bytes.length >= at + HEAD) {
    const size = bytes.readUInt16BE(at + 4)
    const next = at + HEAD + size + bytes[at + 6]
    if (bytes.length < next) break
    if (bytes[at + 1] === STDOUT) pieces.push(bytes.subarray(at + HEAD, at + HEAD + size))
    over ||= bytes[at + 1] === END
    at = next
  }
  return { pieces, over, rest: bytes.subarray(at) }
}

/** A kept connection, with one request in hand. */
class Line {
  constructor(path, gone) {
    this.socket = net.connect(path)
    this.socket.on('data', (bytes) => this.take(bytes)).on('error', (error) => this.failed(error))
    this.socket.on('close', () => (gone(this), this.failed(new Error('the socket was closed'))))
  }

  ask(bytes) {
    return new Promise((done, failed) => {
      Object.assign(this, { done, failed, pieces: [], rest: Buffer.alloc(0) })
      this.socket.write(bytes)
    })
  }

  take(bytes) {
    const { pieces, over, rest } = records(this.rest.length ? Buffer.concat([this.rest, bytes]) : bytes)
    this.pieces.push(...pieces)
    this.rest = rest
    if (over) this.done(Buffer.concat(this.pieces))
  }
}

/** Where the workers are asked: as many kept connections as there are requests at once. */
export class Door {
  constructor(site) {
    this.path = join(site.state, 'guichet.sock')
    this.free = []
  }

  /** Sends what `asked` gave; resolves with the answer, head and all, once its end has come. */
  async ask(bytes) {
    const line = this.free.pop() ?? new Line(this.path, (gone) => (this.free = this.free.filter((one) => one !== gone)))
    const answer = await line.ask(bytes)
    this.free.push(line)
    return answer
  }

  close() {
    for (const line of this.free) line.socket.destroy()
  }
}

/** A request of a visitor, ready to be sent. */
export function asked(visitor, method, path, body) {
  const [way, query = ''] = path.split('?')
  const bytes = Buffer.from(body === undefined ? '' : JSON.stringify(body))
  return request({
    REQUEST_METHOD: method, DOCUMENT_URI: visitor.site.prefix + way, QUERY_STRING: query, REMOTE_ADDR: '127.0.0.1',
    HTTP_HOST: `localhost:${visitor.site.port}`, HTTP_COOKIE: cookieOf(visitor), HTTP_ACCEPT_LANGUAGE: visitor.language,
    ...(body === undefined ? {} : { CONTENT_TYPE: 'application/json', CONTENT_LENGTH: `${bytes.length}` }),
  }, bytes)
}

/** Somebody signed in elsewhere who goes to the socket. */
export class AtSocket extends Visitor {
  constructor(visitor) {
    super(visitor.site)
    this.cookies = new Map(visitor.cookies)
    this.door = new Door(visitor.site)
  }

  async request(method, path, body) {
    const answer = (await this.door.ask(asked(this, method, path, body))).toString()
    const text = answer.slice(answer.indexOf('\r\n\r\n') + 4)
    const status = Number(/^Status: (\d+)/m.exec(answer)?.[1])
    return { status, text, body: text ? JSON.parse(text) : undefined }
  }

  close() {
    super.close()
    this.door.close()
  }
}
