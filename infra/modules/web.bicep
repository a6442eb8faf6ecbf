// The two pages: the files of web/dist, the same everywhere. Where the API is they learn from /config.json.
param resourceToken string
param location string
param tags object
param sku string

module site 'br/public:avm/res/web/static-site:0.9.5' = {
  params: {
    name: 'stapp-${resourceToken}'
    location: location
    tags: union(tags, { 'azd-service-name': 'web' })
    sku: sku
    provider: 'Custom'
    stagingEnvironmentPolicy: 'Disabled'
  }
}

output url string = 'https://${site.outputs.defaultHostname}'
