export interface Tab {
  label: string
  href: string
  current: boolean
  count?: string
}

/** Tabs that are addresses: links, the current one marked. `segments` is the boxed look of sub-tabs. */
export function Tabs({ label, tabs, segments = false }: { label: string; tabs: Tab[]; segments?: boolean }) {
  return (
    <nav aria-label={label} class={segments ? 'segments' : 'tabs'}>
      {tabs.map((tab) => (
        <a key={tab.href} href={tab.href} aria-current={tab.current ? 'page' : undefined}>
          {tab.label}
          {tab.count !== undefined && <> <span class="count">{tab.count}</span></>}
        </a>
      ))}
    </nav>
  )
}
