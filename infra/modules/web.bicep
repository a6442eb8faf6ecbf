// The pages: the files of web/dist, the same everywhere. They read where the API is from /config.json.
param resourceToken string
param location string
param tags { *: string }
param sku string

resource site 'Microsoft.Web/staticSites@2025-03-01' = {
  name: 'stapp-${resourceToken}'
  location: location
  tags: union(tags, { 'azd-service-name': 'web' })
  sku: { name: sku, tier: sku }
  properties: {
    provider: 'Custom'
    stagingEnvironmentPolicy: 'Disabled'
    allowConfigFileUpdates: true
    publicNetworkAccess: 'Enabled'
  }
}

output url string = 'https://${site.properties.defaultHostname}'
