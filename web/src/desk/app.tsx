import { ConfigProvider, App as Messages } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { BrowserRouter } from 'react-router'
import { ChangePassword } from '@/features/platform/change-password'
import { SecurityPage } from '@/features/platform/own/security-page'
import { SignIn } from '@/features/platform/sign-in'
import { nonce } from '@/shared/csp-nonce'
import { useLanguage } from '@/shared/i18n/i18n'
import { useSession } from '@/shared/session/session'
import { useTheme } from '@/shared/theme'
import { Failed, Loading } from '@/shared/ui/pieces'
import './door.css'
import './form.css'
import './page.css'
import './table.css'
import { deskTheme } from './desk-theme'
import { Shell } from './shell'

export function DeskApp() {
  const language = useLanguage()
  const { shown } = useTheme()
  dayjs.locale(language === 'en' ? 'en' : 'zh-cn')
  return (
    <ConfigProvider
      theme={deskTheme(shown)}
      locale={language === 'en' ? enUS : zhCN}
      csp={nonce ? { nonce } : {}}
      button={{ autoInsertSpace: false }}
    >
      <Messages message={{ maxCount: 2 }} component={false}>
        <BrowserRouter basename="/desk">
          <Door />
        </BrowserRouter>
      </Messages>
    </ConfigProvider>
  )
}

/** Nobody passes without a session; the address stays, so that after signing in one is where one wanted to be. */
function Door() {
  const { data: session, error, isPending, refetch } = useSession()
  if (isPending) return <Loading />
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!session) return <SignIn />
  if (session.mustChangePassword)
    return (
      <main className="door">
        <ChangePassword forced />
      </main>
    )
  if (session.mustEnrolSecondFactor)
    return (
      <main className="door">
        <SecurityPage forced />
      </main>
    )
  return <Shell session={session} />
}
