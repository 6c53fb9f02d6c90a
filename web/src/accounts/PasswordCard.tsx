import { useRef, useState } from 'preact/hooks'
import { aboutAccount } from './words/index'
import { t } from '../words/index'
import { Card } from '../ui/Card'
import { Field } from '../ui/Field'
import { focusFirstProblem } from '../ui/focus'
import { NewPassword } from '../ui/NewPassword'
import { ErrorNote } from '../ui/Note'
import { Password } from '../ui/Password'
import { followsRules } from '../ui/password'
import { Submit } from '../ui/Submit'
import { toast } from '../ui/Toast'
import { useSubmit } from '../ui/useSubmit'
import { changePassword } from './data'

export function PasswordCard({ email }: { email: string }) {
  const words = aboutAccount().security
  const form = useRef<HTMLFormElement>(null)
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const [problems, setProblems] = useState<{ current?: string; password?: string }>({})

  const { busy, error, submit } = useSubmit(async () => {
    const found = {
      ...(!current && { current: words.needCurrent }),
      ...(!followsRules(password, email) && { password: t().password.invalid }),
    }
    setProblems(found)
    if (Object.keys(found).length) return focusFirstProblem(form.current)
    try {
      await changePassword(current, password)
    } catch (failure) {
      focusFirstProblem(form.current)
      throw failure
    }
    setCurrent('')
    setPassword('')
    toast(words.passwordChanged)
  })
  const errorsOf = (name: 'current' | 'password') => [problems[name] ?? error?.fields[name] ?? ''].filter(Boolean)

  return (
    <Card title={words.password} lead={words.passwordLead}>
      <form ref={form} class="card-body" noValidate onSubmit={submit}>
        <input type="email" autocomplete="username" value={email} readOnly hidden />
        <Field label={words.current} errors={errorsOf('current')}>
          {(control) => (
            <Password {...control} name="current" autocomplete="current-password" required value={current}
              onInput={(event) => setCurrent(event.currentTarget.value)} />
          )}
        </Field>
        <NewPassword label={words.newPassword} value={password} email={email} errors={errorsOf('password')} onChange={setPassword} />
        {error && !Object.keys(error.fields).length && <ErrorNote error={error} />}
        <div class="actions-line"><Submit busy={busy}>{words.changePassword}</Submit></div>
      </form>
    </Card>
  )
}
