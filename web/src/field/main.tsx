import '@/shared/csp-nonce'
import { start } from '@/shared/ui/start'
import '@/shared/touch/touch.css'
import { FieldApp } from './app'

start(<FieldApp />)
