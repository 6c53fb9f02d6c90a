// What the pages about oneself read and write.
import { get, query, submit } from '../base/api'
import { loadLanguage, chooseLanguage, chosenLanguage, type Language } from '../words/index'
import { cache, refresh, useQuery, type Ask } from '../base/query'
import { updateUser } from '../base/session'
import type { Account, Authenticator, Browser, Page, RecoveryCodes } from '../base/types'
import type { PersonValues } from '../base/drafts'
import { personSent } from '../ui/PersonFields'

const KEY = ['account']
const BROWSERS = ['account', 'browsers']

export const useAccount = () => useQuery<Account>({ queryKey: KEY, queryFn: ({ signal }) => get('account', signal) })

export const refreshAccount = (): Promise<void> => refresh(KEY, true)

/** The pages speak the new language at once, here too where another had been chosen. */
async function speak(language: Language): Promise<void> {
  await (chosenLanguage() ? chooseLanguage(language) : loadLanguage(language))
}

export async function saveAccount(changes: Partial<PersonValues>, language: string): Promise<void> {
  const account = await submit<Account>('PATCH', 'account', personSent(changes, language))
  cache.setQueryData(KEY, account)
  updateUser(account)
  if (changes.language) await speak(account.language)
}

export async function changePassword(current: string, password: string): Promise<void> {
  await submit('PUT', 'account/password', { current, password })
  await refresh(BROWSERS)
}

export const proposeAuthenticator = (password: string): Promise<Authenticator> => submit('POST', 'account/totp', { password })

export async function confirmAuthenticator(code: string): Promise<string[]> {
  const { recovery_codes: codes } = await submit<RecoveryCodes>('POST', 'account/totp/confirm', { code })
  void refreshAccount()
  return codes
}

export async function removeAuthenticator(password: string): Promise<void> {
  await submit('POST', 'account/totp/remove', { password })
  await refreshAccount()
}

export async function renewCodes(password: string): Promise<string[]> {
  return (await submit<RecoveryCodes>('POST', 'account/recovery_codes', { password })).recovery_codes
}

export const browsersAfter: Ask<Page<Browser>> = (after) => ({
  queryKey: [...BROWSERS, after],
  queryFn: ({ signal }) => get(`sessions${query({ after })}`, signal),
  placeholderData: (previous) => previous,
})

export async function endBrowser(browser: Browser): Promise<void> {
  await submit('DELETE', `sessions/${encodeURIComponent(browser.id)}`)
  await refresh(BROWSERS)
}

export async function endOtherBrowsers(): Promise<void> {
  await submit('DELETE', 'sessions')
  await refresh(BROWSERS)
}
