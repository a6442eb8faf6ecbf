using LiveShop.Core;
using LiveShop.Core.LiveStreams;

namespace LiveShop.Tests.Storage.Cosmos;

/// <summary>The test double refuses a transaction above Cosmos DB's 2 MB.</summary>
public sealed class CosmosTransactionSizeTests
{
    [Fact]
    public async Task Concurrent_edits_with_long_texts_are_all_written_although_they_exceed_a_transaction_together()
    {
        await using var shop = await CosmosShop.OpenAsync();
        await shop.Streams.HasStreamAsync("demo");
        var (text, address) = (new string('\uE000', 3990), "/" + new string('\uE000', 2040));

        var edits = await Task.WhenAll(Enumerable.Range(0, 60).Select(n => shop.StreamCommands.EditAsync(
            "demo", new($"Title {n}", text + n, address, address), Caller.System, CancellationToken.None)));

        Assert.All(edits, edit => Assert.True(edit.IsAccepted, edit.Refusal?.Detail));
        Assert.Equal(61, (await shop.Streams.GetAsync("demo")).Value.Version);
    }
}
