// The icons of the two sprites (see sprite.ts). A name that is not here does not compile.

/** What may be on show before the door: a first visit needs no more. */
export const doorIcons = [
  'check', 'circle', 'circle-check', 'circle-question-mark', 'eye', 'eye-off', 'info', 'monitor', 'moon', 'sun',
  'sun-moon', 'triangle-alert', 'wifi-off', 'x',
] as const

export const innerIcons = [
  'building-2', 'calendar-clock', 'chevron-left', 'chevron-right', 'chevrons-up-down', 'circle-x', 'clock', 'copy',
  'corner-left-up', 'download', 'ellipsis-vertical', 'file-lock-2', 'folder-open', 'inbox', 'key-round', 'laptop',
  'list-filter', 'lock', 'log-out', 'mail', 'menu', 'network', 'pencil', 'plus', 'printer', 'rows-4', 'scroll-text',
  'search', 'send', 'shield-check', 'smartphone', 'trash-2', 'undo-2', 'user', 'user-check', 'user-cog', 'user-plus',
  'user-x', 'users',
] as const

export type IconName = (typeof doorIcons | typeof innerIcons)[number]
