using System.Globalization;

namespace LiveShop.Tests.Interleavings;

/// <summary>The explorer must find a failure that occurs in only one of many orders.</summary>
public class ExplorationTests
{
    [Fact]
    public void Lost_update_is_found_and_reported_call_by_call()
    {
        var broken = Assert.Throws<BrokenPromiseException>(() => Counters(2, conditional: false).Run());

        Assert.Contains("find -> 0", broken.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Conditional_writers_lose_no_update(int writers) =>
        Assert.True(Counters(writers, conditional: true).Run().Situations > 2 * writers);

    [Fact]
    public void Failing_writer_is_reported_as_a_broken_promise() =>
        Assert.Throws<BrokenPromiseException>(() => new Exploration(schedule =>
        {
            schedule.Start("failing", async writer => await writer.RunAsync<string>("find", () => "", default) is "" ? throw new InvalidOperationException() : "");
            return new(result => $"{result}", () => "", () => { });
        }).Run());

    [Fact]
    public void Permutations_are_all_different_orders() =>
        Assert.Equal(["abc", "acb", "bac", "bca", "cab", "cba"], Permutations.Of<char>([.. "abc"]).Select(order => string.Concat(order)));

    private static Exploration Counters(int writers, bool conditional) => new(schedule =>
    {
        var count = 0;
        for (var i = 0; i < writers; i++)
        {
            schedule.Start($"writer {i}", async writer =>
            {
                while (true)
                {
                    var read = await writer.RunAsync("find", () => count, default);
                    if (await writer.RunAsync("save", () => (!conditional || read == count) && (count = read + 1) > 0, default))
                        return "";
                }
            });
        }

        return new(result => $"{result}", () => count.ToString(CultureInfo.InvariantCulture), () => Assert.Equal(writers, count));
    });
}
