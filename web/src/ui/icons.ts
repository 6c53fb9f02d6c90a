// The icons of the sprite (see sprite.ts). A name that is not here does not compile.
export const icons = [
  'building-2', 'calendar-clock', 'check', 'chevron-left', 'chevron-right', 'chevrons-up-down', 'circle',
  'circle-check', 'circle-question-mark', 'circle-x', 'clock', 'copy', 'corner-left-up', 'download', 'ellipsis-vertical', 'eye', 'eye-off',
  'file-lock-2', 'folder-open', 'inbox', 'info', 'key-round', 'laptop', 'list-filter', 'lock', 'log-out', 'mail', 'menu', 'monitor',
  'moon', 'network', 'pencil', 'plus', 'printer', 'rows-4', 'scroll-text', 'search', 'send', 'shield-check', 'smartphone',
  'sun', 'sun-moon', 'trash-2', 'triangle-alert', 'undo-2', 'user', 'user-check', 'user-cog', 'user-plus', 'user-x',
  'users', 'wifi-off', 'x',
] as const

export type IconName = (typeof icons)[number]
