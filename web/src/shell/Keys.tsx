// Which keys do what, and the switch for those of one character.
import { t } from '../words/index'
import { Dialog } from '../ui/Dialog'
import { keysOpen, setSingleKeys, singleKeys } from './keys'
import { shellWords } from './words/index'

const Key = ({ children }: { children: string }) => <kbd>{children}</kbd>

export function Keys() {
  const words = shellWords().keys
  const close = () => { keysOpen.value = null }
  return (
    <Dialog title={words.title} onClose={close}>
      <p class="lead">{words.lead}</p>
      <dl class="keys">
        <div><dt><Key>Ctrl</Key> <Key>K</Key> {words.or} <Key>⌘</Key> <Key>K</Key></dt><dd>{words.go}</dd></div>
        <div><dt><Key>/</Key></dt><dd>{words.search}</dd></div>
        <div><dt><Key>j</Key></dt><dd>{words.down}</dd></div>
        <div><dt><Key>k</Key></dt><dd>{words.up}</dd></div>
        <div><dt><Key>x</Key></dt><dd>{words.tick}</dd></div>
        <div><dt><Key>?</Key></dt><dd>{words.help}</dd></div>
      </dl>
      <label class="check">
        <input type="checkbox" checked={singleKeys.value} onChange={(event) => setSingleKeys(event.currentTarget.checked)} />
        <span>{words.enabled}<small>{words.enabledHint}</small></span>
      </label>
      <div class="buttons"><button type="button" class="primary" autofocus onClick={close}>{t().common.close}</button></div>
    </Dialog>
  )
}
