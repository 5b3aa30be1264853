import { type FormEvent, useState } from 'react'
import { useWaiting } from '@/features/patrol/outbox/use-outbox'
import { tell } from '@/shared/api/problem'
import { useSignIn, wantsCode } from '@/shared/session/session'
import { Field } from '@/shared/touch/field'
import { LanguageSwitch } from '@/shared/ui/language-switch'
import { useWords } from './words'

/** The inspector's door. A refusal keeps the login and says what to do. */
export function SignIn() {
  const say = useWords()
  const signIn = useSignIn()
  const waiting = useWaiting()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!login.trim() || !password || signIn.isPending) return
    signIn.mutate(
      { login: login.trim(), password, shift: true, ...(code.trim() ? { code: code.trim() } : {}) },
      {
        onError: (error) => {
          setCode('')
          if (!wantsCode(error)) setPassword('')
        },
      },
    )
  }

  return (
    <main className="door">
      <form className="stack" noValidate onSubmit={submit}>
        <header>
          <h1>{say('product')}</h1>
          <p>{say('purpose')}</p>
        </header>
        {waiting > 0 && (
          <p className="notice" role="status">
            {say('waitingHere', { count: waiting })}
          </p>
        )}
        {signIn.error && (
          <p className="notice" role="alert">
            {tell(signIn.error)}
          </p>
        )}
        <Field label={say('login')} fault={tried && !login.trim() ? say('loginMissing') : undefined}>
          {(wiring) => (
            <input
              {...wiring}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              value={login}
              onChange={(event) => setLogin(event.target.value)}
            />
          )}
        </Field>
        <Field
          label={say('password')}
          fault={tried && !password && !signIn.error ? say('passwordMissing') : undefined}
        >
          {(wiring) => (
            <input
              {...wiring}
              type="password"
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        {wantsCode(signIn.error) && (
          <Field label={say('code')}>
            {(wiring) => (
              <input
                {...wiring}
                autoComplete="one-time-code"
                autoCapitalize="none"
                spellCheck={false}
                value={code}
                onChange={(event) => setCode(event.target.value)}
              />
            )}
          </Field>
        )}
        <button type="submit" className="button button-main" aria-disabled={signIn.isPending}>
          {say(signIn.isPending ? 'signingIn' : 'signIn')}
        </button>
        <LanguageSwitch className="button-plain" />
      </form>
    </main>
  )
}
