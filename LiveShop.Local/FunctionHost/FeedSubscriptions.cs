using LiveShop.Core.Storage;
using LiveShop.Local.SignIn;
using Microsoft.Azure.Functions.Worker;

namespace LiveShop.Local.FunctionHost;

/// <summary>What each function with a Cosmos DB trigger is subscribed to.</summary>
public sealed class FeedSubscriptions(IReadOnlyList<FunctionMethod> functions, InstallationKey installation)
{
    private const int DefaultMaxItems = 100;

    public IReadOnlyList<(FunctionMethod Function, FeedSubscription Subscription)> All { get; } =
    [
        .. from function in functions
           let trigger = function.Binding<CosmosDBTriggerAttribute>()
           where trigger is not null
           select (function, new FeedSubscription(
               trigger.ContainerName, ConsumerOf(function, trigger, installation),
               trigger.MaxItemsPerInvocation > 0 ? trigger.MaxItemsPerInvocation : DefaultMaxItems)),
    ];

    // Instances on one account share the work. What goes to customers every instance has to see, for each has only its own
    // customers connected, where in Azure one SignalR Service has them all.
    private static string ConsumerOf(FunctionMethod function, CosmosDBTriggerAttribute trigger, InstallationKey installation)
    {
        var consumer = trigger.LeaseContainerPrefix ?? function.Name;
        return function.Outputs.HasRealtime ? $"{consumer}-{installation.Fingerprint}" : consumer;
    }
}
