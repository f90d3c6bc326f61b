import { writeFileSync } from 'node:fs';

/**
 * Writes the config that the READMEs ask for, and the location of the tables.
 *
 * @param {string} file
 * @param {{ warehouseFile: string }} options
 */
export function writeConfig(file, { warehouseFile }) {
  writeFileSync(
    file,
    `events:
  modules:
    dbtCloud:
      webhookSecrets:
        - \${DBT_CLOUD_WEBHOOK_SECRET}
catalog:
  locations:
    - type: file
      target: ${JSON.stringify(warehouseFile)}
  providers:
    dbtCloud:
      main:
        accessUrl: \${DBT_CLOUD_ACCESS_URL}
        token: \${DBT_CLOUD_TOKEN}
        schedule:
          frequency: { minutes: 30 }
          timeout: { minutes: 10 }
`,
  );
}
