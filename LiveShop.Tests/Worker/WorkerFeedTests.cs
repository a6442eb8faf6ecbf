using LiveShop.Functions.Orders;
using LiveShop.Functions.Realtime;

namespace LiveShop.Tests.Worker;

/// <summary>The change feed's functions in the real worker: what a batch becomes, and what a failure does.</summary>
[Collection(WorkerCollection.Name)]
public sealed class WorkerFeedTests(WorkerFixture worker)
{
    private const string Publish = nameof(PublishLiveStreamChanges);

    [Fact]
    public async Task A_batch_of_the_change_feed_becomes_a_message_in_camel_case()
    {
        var (stream, product) = await worker.LiveStreamAsync();
        await worker.PostAsync($"api/livestreams/{stream}/pin-product", new { productId = product });

        var result = await worker.Host.TriggerAsync(Publish, (await worker.FeedOfAsync(stream)).ToJsonString());

        Assert.True(result.Succeeded, result.Exception);
        var message = Assert.Single(worker.MessagesTo(stream));
        Assert.Equal("livestreamUpdated", message.GetProperty("target").GetString());
        var state = Assert.Single(message.GetProperty("arguments").EnumerateArray());
        Assert.Equal(stream, state.GetProperty("streamId").GetString());
        Assert.Equal("live", state.GetProperty("status").GetString());
        Assert.Equal(product, state.GetProperty("pinnedProducts")[0].GetProperty("productId").GetString());
    }

    [Fact]
    public async Task An_unreadable_document_is_left_out_and_the_rest_of_its_batch_is_published()
    {
        var (stream, _) = await worker.LiveStreamAsync();
        var batch = await worker.FeedOfAsync(stream);
        var unreadable = batch.First(document => document!["type"]!.GetValue<string>() == "livestream")!.DeepClone();
        unreadable["streamId"] = "unreadable";
        unreadable["version"] = "three";
        batch.Insert(0, unreadable);

        var result = await worker.Host.TriggerAsync(Publish, batch.ToJsonString());

        Assert.True(result.Succeeded, result.Exception);
        Assert.Single(worker.MessagesTo(stream));
        Assert.Empty(worker.MessagesTo("unreadable"));
    }

    [Fact]
    public async Task A_batch_that_cannot_be_read_at_all_fails_the_call()
    {
        var result = await worker.Host.InvokeAsync(Publish, "[{");

        Assert.False(result.Succeeded);
        Assert.StartsWith("System.Text.Json.JsonReaderException", result.Exception, StringComparison.Ordinal);
        Assert.Empty(result.Outputs);
    }

    [Fact]
    public async Task A_batch_whose_messages_are_refused_is_tried_again_after_growing_pauses_until_they_are_sent()
    {
        var (stream, _) = await worker.LiveStreamAsync();
        worker.Pauses.Clear();
        worker.OutputsToFail = 7;

        var result = await worker.Host.TriggerAsync(Publish, (await worker.FeedOfAsync(stream)).ToJsonString());

        Assert.True(result.Succeeded, result.Exception);
        Assert.Equal(8, result.Attempts);
        Assert.Equal([1, 2, 4, 8, 16, 30, 30], worker.Pauses.Select(pause => pause.TotalSeconds));
        Assert.Single(worker.MessagesTo(stream));
    }

    [Theory]
    [InlineData(nameof(VerifyCardsAfterPin))]
    [InlineData(nameof(UpdateCardsAfterProductChange))]
    [InlineData(nameof(EmptyOrderedCarts))]
    public async Task A_function_of_the_change_feed_without_output_takes_a_batch(string function)
    {
        var (stream, _) = await worker.LiveStreamAsync();

        var result = await worker.Host.TriggerAsync(function, (await worker.FeedOfAsync(stream)).ToJsonString());

        Assert.True(result.Succeeded, result.Exception);
        Assert.Empty(result.Outputs);
    }
}
