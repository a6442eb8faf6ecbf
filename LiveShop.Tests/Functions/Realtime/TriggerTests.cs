using LiveShop.Cosmos.ChangeFeed;
using LiveShop.Functions;
using LiveShop.Functions.Realtime;
using LiveShop.Local.FunctionHost;
using Microsoft.Azure.Functions.Worker;

namespace LiveShop.Tests.Functions.Realtime;

public sealed class TriggerTests
{
    public static TheoryData<string> Triggered =>
        [.. FunctionMethod.In(typeof(LiveShopFunctions).Assembly).Where(IsTriggered).Select(function => function.Name)];

    [Theory, MemberData(nameof(Triggered))]
    public void Change_feed_triggers_retry_without_limit(string name)
    {
        var function = FunctionMethod.In(typeof(LiveShopFunctions).Assembly).Single(function => function.Name == name);

        Assert.Equal(-1, RetryPolicy.Of(function.Method).MaxRetries);
        Assert.True(function.Binding<CosmosDBTriggerAttribute>()!.StartFromBeginning);
    }

    [Theory, MemberData(nameof(Triggered))]
    public void A_killed_hosts_leases_are_taken_over_within_13_seconds(string name)
    {
        var trigger = FunctionMethod.In(typeof(LiveShopFunctions).Assembly)
            .Single(function => function.Name == name).Binding<CosmosDBTriggerAttribute>()!;

        Assert.Equal(3000, trigger.LeaseAcquireInterval);
        Assert.Equal(3000, trigger.LeaseRenewInterval);
        Assert.Equal(10_000, trigger.LeaseExpirationInterval);
        Assert.Equal(TimeSpan.FromMilliseconds(trigger.LeaseAcquireInterval), CosmosFeedTiming.Default.Balance);
        Assert.Equal(TimeSpan.FromMilliseconds(trigger.LeaseRenewInterval), CosmosFeedTiming.Default.Renew);
        Assert.Equal(TimeSpan.FromMilliseconds(trigger.LeaseExpirationInterval), CosmosFeedTiming.Default.Expire);
    }

    [Fact]
    public void The_health_check_watches_the_leases_of_the_publishing_function()
    {
        var publisher = FunctionMethod.In(typeof(LiveShopFunctions).Assembly).Single(function => function.Name == nameof(PublishLiveStreamChanges));

        Assert.Equal(ChangeFeedTrigger.PublishLeases, publisher.Binding<CosmosDBTriggerAttribute>()!.LeaseContainerPrefix);
        Assert.Equal(TimeSpan.FromSeconds(30), ChangeFeedTrigger.MaxLeaseAge);
    }

    [Fact]
    public void Change_feed_triggers_have_separate_lease_prefixes()
    {
        var prefixes = FunctionMethod.In(typeof(LiveShopFunctions).Assembly)
            .Select(function => function.Binding<CosmosDBTriggerAttribute>()?.LeaseContainerPrefix).OfType<string>().ToList();

        Assert.Equal(4, prefixes.Count);
        Assert.Distinct(prefixes);
    }

    private static bool IsTriggered(FunctionMethod function) => function.Binding<CosmosDBTriggerAttribute>() is not null;
}
