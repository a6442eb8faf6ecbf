using LiveShop.Functions;
using LiveShop.Local.FunctionHost;
using Microsoft.Azure.Functions.Worker;

namespace LiveShop.Tests.Functions.Realtime;

public sealed class TriggerTests
{
    public static TheoryData<string> Triggered =>
        [.. FunctionMethod.In(typeof(LiveShopFunctions).Assembly).Where(IsTriggered).Select(function => function.Name)];

    [Theory, MemberData(nameof(Triggered))]
    public void No_batch_of_the_feed_is_ever_given_up_or_passed_over(string name)
    {
        var function = FunctionMethod.In(typeof(LiveShopFunctions).Assembly).Single(function => function.Name == name);

        Assert.Equal(-1, RetryPolicy.Of(function.Method).MaxRetries);
        Assert.True(function.Binding<CosmosDBTriggerAttribute>()!.StartFromBeginning);
    }

    [Fact]
    public void Each_trigger_keeps_a_position_of_its_own()
    {
        var prefixes = FunctionMethod.In(typeof(LiveShopFunctions).Assembly)
            .Select(function => function.Binding<CosmosDBTriggerAttribute>()?.LeaseContainerPrefix).OfType<string>().ToList();

        Assert.Equal(3, prefixes.Count);
        Assert.Distinct(prefixes);
    }

    private static bool IsTriggered(FunctionMethod function) => function.Binding<CosmosDBTriggerAttribute>() is not null;
}
