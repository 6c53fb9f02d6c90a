import { t } from '../words/index'

export function Brand() {
  return (
    <span class="brand">
      <img src="./icon.svg" alt="" width="32" height="32" />
      {t().common.product}
    </span>
  )
}
