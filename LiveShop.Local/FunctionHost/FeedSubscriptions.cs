using LiveShop.Core.Storage;
using LiveShop.Local.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace LiveShop.Local.FunctionHost;

/// <summary>The change feed subscription of each function with a Cosmos DB trigger.</summary>
public sealed class FeedSubscriptions(IReadOnlyList<FunctionMethod> functions, InstanceId instance)
{
    private const int DefaultMaxItems = 100;

    public IReadOnlyList<(FunctionMethod Function, FeedSubscription Subscription)> All { get; } =
    [
        .. from function in functions
           let trigger = function.Binding<CosmosDBTriggerAttribute>()
           where trigger is not null
           select (function, new FeedSubscription(
               trigger.ContainerName, ConsumerOf(function, trigger, instance),
               trigger.MaxItemsPerInvocation > 0 ? trigger.MaxItemsPerInvocation : DefaultMaxItems)),
    ];

    // Instances on one account share the batches, except those of functions that send to the hub: each instance has its own hub
    // and clients, where in Azure all share one SignalR Service.
    private static string ConsumerOf(FunctionMethod function, CosmosDBTriggerAttribute trigger, InstanceId instance)
    {
        var consumer = trigger.LeaseContainerPrefix ?? function.Name;
        return function.Outputs.HasRealtime ? $"{consumer}-{instance.Value}" : consumer;
    }
}
