import '@/shared/csp-nonce'
import { start } from '@/shared/ui/start'
import { FieldApp } from './app'

start(<FieldApp />)
