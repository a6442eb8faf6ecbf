// The connections to the customers. Serverless: no hub server, the functions speak to it over REST.
param resourceToken string
param location string
param tags object
param sku string
param units int
param workspaceId string

@description('Origins of the pages that may connect.')
param allowedOrigins string[]

@description('The identity that the functions run as.')
param functionsPrincipalId string

module service 'br/public:avm/res/signal-r-service/signal-r:0.11.0' = {
  params: {
    name: 'sigr-${resourceToken}'
    location: location
    tags: tags
    sku: sku
    capacity: units
    features: [
      { flag: 'ServiceMode', value: 'Serverless' }
    ]
    allowedOrigins: allowedOrigins
    disableLocalAuth: true
    publicNetworkAccess: 'Enabled'
    // A log line for every message would cost more than the messages.
    liveTraceCatagoriesToEnable: []
    resourceLogConfigurationsToEnable: ['ConnectivityLogs', 'HttpRequestLogs']
    roleAssignments: [
      {
        principalId: functionsPrincipalId
        principalType: 'ServicePrincipal'
        roleDefinitionIdOrName: 'SignalR Service Owner'
      }
    ]
    diagnosticSettings: [{ workspaceResourceId: workspaceId }]
  }
}

output endpoint string = 'https://${service.outputs.name}.service.signalr.net'
