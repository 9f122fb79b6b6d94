{{- define "calot.name" -}}
{{- if contains "calot" .Release.Name }}{{ .Release.Name | trunc 40 | trimSuffix "-" }}{{ else }}{{ printf "%s-calot" .Release.Name | trunc 40 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "calot.selector" -}}
app.kubernetes.io/name: calot
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "calot.labels" -}}
{{ include "calot.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | quote }}
{{- end }}

{{- define "calot.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{/* What every process is told. */}}
{{- define "calot.settings" -}}
NEXTAUTH_URL: {{ printf "https://%s" (required "host: the name that browsers reach Calot by is needed." .Values.host) | quote }}
METRICS_HOST: "0.0.0.0"
METRICS_PORT: {{ .Values.metrics.port | quote }}
{{- if .Values.storage.url }}
STORAGE_URL: {{ .Values.storage.url | quote }}
STORAGE_CACHE_DIR: /tmp/frames
STORAGE_CACHE_MB: {{ .Values.storage.cacheMb | quote }}
{{- end }}
{{- range $name, $value := .Values.settings }}
{{ $name }}: {{ $value | quote }}
{{- end }}
{{- end }}

{{/* As whom a pod runs. */}}
{{- define "calot.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
fsGroupChangePolicy: OnRootMismatch
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{/* What a container may. */}}
{{- define "calot.security" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}

{{- define "calot.claim" -}}
{{ .Values.storage.volume.existingClaim | default (printf "%s-frames" (include "calot.name" .)) }}
{{- end }}

{{- define "calot.mounts" -}}
- { name: scratch, mountPath: /tmp }
{{- if not .Values.storage.url }}
- { name: frames, mountPath: /frames }
{{- end }}
{{- end }}

{{/* The pod's volumes. Takes the top and how much it may write: (list $ "5Gi"). */}}
{{- define "calot.volumes" -}}
{{- $top := index . 0 }}
- name: scratch
  emptyDir: { sizeLimit: {{ index . 1 }} }
{{- if not $top.Values.storage.url }}
- name: frames
  persistentVolumeClaim: { claimName: {{ include "calot.claim" $top }} }
{{- end }}
{{- end }}

{{- define "calot.probes" -}}
startupProbe:
  httpGet: { path: /api/health/live, port: http }
  periodSeconds: 2
  failureThreshold: 60
livenessProbe:
  httpGet: { path: /api/health/live, port: http }
  periodSeconds: 10
  timeoutSeconds: 3
readinessProbe:
  httpGet: { path: /api/health/ready, port: http }
  periodSeconds: 5
  timeoutSeconds: 3
  failureThreshold: 2
{{- end }}
