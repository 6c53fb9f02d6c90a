// One's own account: what one says of oneself, how one gets in, and where one is.
import { aboutAccount } from './words/index'
import { Notifications } from '../notices/index'
import { Address } from '../moves/index'
import { href, route } from '../base/router'
import { Head } from '../frames/Head'
import type { Account as Data } from '../base/types'
import { ErrorNote, StaleNote } from '../ui/Note'
import { Tabs } from '../ui/Tabs'
import { Browsers } from './Browsers'
import { refreshAccount, useAccount } from './data'
import { Profile } from './Profile'
import { Leaving } from './Leaving'
import { Security } from './Security'

const pages = ['account', 'address', 'notifications', 'security', 'browsers'] as const

export function Account() {
  const words = aboutAccount().account
  const here = pages.find((name) => name === route.value.name) ?? 'account'
  const account = useAccount()
  const retry = () => void refreshAccount()
  return (
    <>
      <Head title={words.title} within={words.pages[here]} />
      <Tabs label={words.tabs} tabs={pages.map((name) => ({ label: words.pages[name], href: href(name), current: name === here }))} />
      {account.error && (account.data ? <StaleNote retry={retry} /> : <ErrorNote error={account.error} retry={retry} />)}
      {account.data && <Page here={here} account={account.data} />}
    </>
  )
}

function Page({ here, account }: { here: (typeof pages)[number]; account: Data }) {
  switch (here) {
    case 'address':
      return <Address />
    case 'security':
      return <Security account={account} />
    case 'browsers':
      return <Browsers />
    case 'notifications':
      return <Notifications />
    default:
      return <><Profile key={account.id} account={account} /><Leaving /></>
  }
}
