using System.Net;
using LiveShop.Core.Storage;
using LiveShop.Cosmos;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveShop.Tests.Storage.Cosmos;

/// <summary>The outcome of a write by its response and the document read back.</summary>
public sealed class VerifiedWriteTests : IDisposable
{
    private const int Written = 201, Conflict = 409, Changed = 412, Missing = 404, Unavailable = 503, TimedOut = 408, Throttled = 429, Refused = 401;

    private readonly CosmosClient client = new("AccountEndpoint=http://127.0.0.1:1/;AccountKey=a2V5;");

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData(true, new[] { Written }, "")]
    [InlineData(false, new[] { Changed }, "Others")]
    [InlineData(false, new[] { Conflict }, "Others")]
    [InlineData(false, new[] { Missing }, "Nothing")]
    [InlineData(false, new[] { Changed }, "Unclear")]
    [InlineData(true, new[] { Changed }, "Ours")]
    [InlineData(true, new[] { Conflict }, "Ours")]
    [InlineData(true, new[] { Unavailable }, "Ours")]
    [InlineData(false, new[] { TimedOut }, "Others")]
    [InlineData(true, new[] { TimedOut, Written }, "Nothing")]
    [InlineData(true, new[] { TimedOut, Changed }, "Nothing Ours")]
    [InlineData(false, new[] { TimedOut, Changed }, "Nothing Others")]
    [InlineData(null, new[] { TimedOut, Changed }, "Nothing Unclear")]
    [InlineData(null, new[] { Unavailable }, "Unclear")]
    [InlineData(null, new[] { Unavailable, TimedOut, Unavailable }, "Nothing Nothing Nothing")]
    [InlineData(true, new[] { TimedOut, Changed }, "Blind Ours")]
    [InlineData(true, new[] { Changed, Changed }, "Blind Ours")]
    [InlineData(false, new[] { Changed, Changed }, "Blind Others")]
    [InlineData(null, new[] { Unavailable, Unavailable, Unavailable }, "Blind Blind Blind")]
    [InlineData(null, new[] { Throttled }, "")]
    [InlineData(null, new[] { Refused }, "")]
    public async Task Outcome_of_a_verified_write_follows_from_the_response_and_the_read_back(bool? written, int[] answers, string found)
    {
        var (sent, looked) = (new Queue<int>(answers), new Queue<string>(found.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        var write = new VerifiedWrite(new(client, new CosmosSettings { Endpoint = client.Endpoint }, "livestreams"), NullLogger.Instance);

        Task<bool> RunAsync() => write.RunAsync(
            _ => Task.FromResult(((HttpStatusCode)sent.Dequeue(), new Headers())), () => Task.FromResult(See(looked.Dequeue())), CancellationToken.None);

        if (written is null)
            await Assert.ThrowsAsync<StoreUnavailableException>(RunAsync);
        else
            Assert.Equal(written, await RunAsync());
        Assert.Empty(sent);
        Assert.Empty(looked);
    }

    private static Found See(string found) =>
        found == "Blind" ? throw new StoreUnavailableException("Cannot see.", TimeSpan.FromSeconds(1)) : Enum.Parse<Found>(found);
}
