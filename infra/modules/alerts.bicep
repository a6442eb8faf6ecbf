// What somebody has to be told at once. Without an address the alerts are only listed in the portal.
import { changeFeedFunctions } from 'functions.bicep'

param resourceToken string
param location string
param tags { *: string }
param workspaceId string
param signalRId string

@description('Address that alerts are sent to; empty for none.')
param email string

var actions = empty(email) ? [] : [receivers.id]

var changeFeedNames = join(map(changeFeedFunctions, name => '"${name}"'), ', ')

var queries = [
  {
    name: 'failed-requests'
    text: 'More than 20 requests failed within 5 minutes'
    query: 'AppRequests | where toint(ResultCode) >= 500 | summarize Failed = sum(ItemCount)'
    column: 'Failed'
    threshold: 20
  }
  {
    name: 'change-feed-errors'
    text: 'A function that reads the change feed fails: customers may not see changes'
    query: 'AppRequests | where Name in (${changeFeedNames}) and Success == false | summarize Failed = sum(ItemCount)'
    column: 'Failed'
    threshold: 0
  }
  {
    name: 'due-orders'
    text: 'The timer that finishes orders fails: pieces and money are not given back'
    query: 'AppRequests | where Name == "FinishDueOrders" and Success == false | summarize Failed = sum(ItemCount)'
    column: 'Failed'
    threshold: 2
  }
  {
    name: 'daily-cap'
    text: 'The daily cap of the logs is reached: nothing more is stored today'
    query: '_LogOperation | where Category =~ "Ingestion" and Detail contains "OverQuota" | summarize Reached = count()'
    column: 'Reached'
    threshold: 0
  }
]

resource receivers 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: 'ag-${resourceToken}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'liveshop'
    enabled: true
    emailReceivers: [{ name: 'email', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource logAlerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in queries: {
    name: 'alert-${alert.name}-${resourceToken}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.text
      severity: 1
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT5M'
      autoMitigate: true
      // Tables are made when the first record comes, which is after the deployment.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Total'
            metricMeasureColumn: alert.column
            operator: 'GreaterThan'
            threshold: alert.threshold
          }
        ]
      }
      actions: { actionGroups: actions }
    }
  }
]

resource connections 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'alert-connections-${resourceToken}'
  location: 'global'
  tags: tags
  properties: {
    description: 'Nine tenths of the connections that SignalR Service may hold are in use'
    severity: 1
    enabled: true
    scopes: [signalRId]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'connections'
          criterionType: 'StaticThresholdCriterion'
          metricName: 'ConnectionQuotaUtilization'
          timeAggregation: 'Maximum'
          operator: 'GreaterThan'
          threshold: 90
        }
      ]
    }
    actions: [for action in actions: { actionGroupId: action }]
  }
}
