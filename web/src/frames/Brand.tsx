import icon from './icon.svg?url'
import { t } from '../words/index'

export function Brand() {
  return (
    <span class="brand">
      <img src={icon} alt="" width="32" height="32" />
      {t().common.product}
    </span>
  )
}
