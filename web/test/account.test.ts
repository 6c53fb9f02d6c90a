import { describe, expect, it } from 'vitest'
import { readAgent } from '../src/accounts/agent'
import { recoveryText } from '../src/accounts/recovery'

describe('a browser’s name', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0', 'Edge', 'windows'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox', 'windows'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15', 'Safari', 'mac'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 OPR/120.0', 'Opera', 'mac'],
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/138.0.0.0 Safari/537.36', 'Chrome', 'linux'],
    ['Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36', 'Chrome', 'chromeos'],
  ])('on a desk: %s', (text, name, system) => {
    expect(readAgent(text)).toEqual({ name, system, isHandheld: false })
  })

  it.each([
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1', 'Safari', 'iphone'],
    ['Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/138.0.0.0 Mobile/15E148 Safari/604.1', 'Chrome', 'ipad'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) EdgiOS/138.0 Version/18.0 Safari/604.1', 'Edge', 'iphone'],
    ['Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36', 'Samsung Internet', 'android'],
    ['Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0', 'Firefox', 'android'],
  ])('in the hand: %s', (text, name, system) => {
    expect(readAgent(text)).toEqual({ name, system, isHandheld: true })
  })

  it.each([
    ['curl/8.11.1', 'curl'],
    ['python-requests/2.32 on Linux', 'python-requests'],
    ['x'.repeat(500), 'x'.repeat(40)],
    ['<b>https://evil.example</b>', null],
    ['', null],
    [null, null],
  ])('of what is no browser: %j', (text, name) => {
    expect(readAgent(text)).toEqual({ name, system: null, isHandheld: false })
  })
})

it('the file of recovery codes says whose they are and how to keep them, one code a line', () => {
  const text = recoveryText(['aaaa-bbbb', 'cccc-dddd'], { title: 'Codes', of: 'zoe@x.example, 3 Mar 2026', advice: 'Each works once.' })
  expect(text.split('\r\n')).toEqual(['Codes', 'zoe@x.example, 3 Mar 2026', '', 'aaaa-bbbb', 'cccc-dddd', '', 'Each works once.', ''])
})
