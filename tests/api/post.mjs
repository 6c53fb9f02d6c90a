// A mail server for tests, with the manners of real ones.
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { until } from './site.mjs'

/** What `rcpt` and `data` answer to refuse. */
export const refusal = (responseCode, text) => Object.assign(new Error(text), { responseCode })

/** Keeps what it takes in `mails`, and whom it was asked for in `begun`. `rcpt(address)` and `data(mail)` may refuse, or
 *  wait; `cut` hangs up 'in the middle' of the mail or 'before the answer'. Options are smtp-server's, and `port`. */
export class Post {
  static async open({ port = 0, ...options } = {}) {
    const post = new Post()
    Object.assign(post, { mails: [], begun: [] })
    post.server = new SMTPServer({
      authOptional: true,
      onRcptTo: (address, session, done) => {
        post.begun.push(address.address)
        Promise.resolve(post.rcpt?.(address.address)).then(done)
      },
      onData: (stream, session, done) => post.take(stream, session, done),
      ...options,
    })
    post.server.on('error', () => {}) // cut lines
    await new Promise((done) => post.server.listen(port, '127.0.0.1', done))
    post.port = post.server.server.address().port
    return post
  }

  async take(stream, session, done) {
    const pieces = []
    stream.on('error', () => {})
    for await (const piece of stream) {
      pieces.push(piece)
      if (this.cut === 'in the middle') return this.hangUp()
    }
    const { envelope, secure, user } = session
    const raw = Buffer.concat(pieces)
    const mail = { ...(await simpleParser(raw)), raw: raw.toString(), envelope, secure, user }
    this.mails.push(mail)
    if (this.cut === 'before the answer') return this.hangUp()
    done(await this.data?.(mail))
  }

  hangUp() {
    for (const connection of this.server.connections) connection._socket.destroy()
  }

  to(email) {
    return this.mails.filter((mail) => mail.envelope.rcptTo.some((one) => one.address === email))
  }

  /** The first mail to an address that fits, once it is there. */
  mail(email, fits = () => true) {
    return until(`a mail to ${email}`, () => this.to(email).find(fits))
  }

  close() {
    return new Promise((done) => this.server.close(done))
  }
}
