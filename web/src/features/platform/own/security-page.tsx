import { Alert, Button } from 'antd'
import { useSignOut } from '@/shared/session/session'
import { Failed, Loading } from '@/shared/ui/pieces'
import { ChangePassword } from '../change-password'
import './own.css'
import { Passkeys } from './passkeys'
import { useOwnSecurity } from './security'
import { TotpSection } from './totp-section'
import { useWords } from './words'

/** The own account: password, one-time codes, passkeys. Who must have a second factor and has none sees nothing else before. */
export function SecurityPage({ forced = false }: { forced?: boolean }) {
  const say = useWords()
  const { data, error, refetch } = useOwnSecurity()
  const signOut = useSignOut()
  return (
    <div className={forced ? 'door-card door-wide' : 'page narrow'}>
      <h1 className="sentence">{say('security')}</h1>
      {forced && <Alert type="warning" showIcon title={say('mustEnrol')} className="form-alert" />}
      {!forced && <ChangePassword />}
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <>
          <TotpSection hasTotp={data.hasTotp} codesLeft={data.recoveryCodesLeft} />
          <Passkeys passkeys={data.passkeys} />
        </>
      ) : (
        <Loading />
      )}
      {forced && (
        <Button type="text" loading={signOut.isPending} onClick={() => signOut.mutate()}>
          {say('signOut')}
        </Button>
      )}
    </div>
  )
}
