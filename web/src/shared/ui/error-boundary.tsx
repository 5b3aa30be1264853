import { Component, type ReactNode } from 'react'
import { defineWords } from '@/shared/i18n/i18n'
import './pieces.css'

const { say } = defineWords(
  'error-boundary',
  {
    title: '这一页出了问题',
    advice: '已提交的内容都已保存。请重新打开本页；如果还是这样，请告诉系统管理员。',
    reload: '重新打开',
  },
  {
    title: 'Something on this page went wrong',
    advice:
      'Everything you sent is saved. Please open the page again; if it happens again, tell the administrator.',
    reload: 'Open again',
  },
)

/** Catches what a page throws while it is drawn. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <div role="alert" className="state-piece">
        <h1>{say('title')}</h1>
        <p>{say('advice')}</p>
        <button type="button" className="plain-button" onClick={() => location.reload()}>
          {say('reload')}
        </button>
      </div>
    )
  }
}
