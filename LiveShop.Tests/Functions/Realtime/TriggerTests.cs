using LiveShop.Functions;
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

    [Fact]
    public void Change_feed_triggers_have_separate_lease_prefixes()
    {
        var prefixes = FunctionMethod.In(typeof(LiveShopFunctions).Assembly)
            .Select(function => function.Binding<CosmosDBTriggerAttribute>()?.LeaseContainerPrefix).OfType<string>().ToList();

        Assert.Equal(3, prefixes.Count);
        Assert.Distinct(prefixes);
    }

    private static bool IsTriggered(FunctionMethod function) => function.Binding<CosmosDBTriggerAttribute>() is not null;
}
