using System.Net;
using LiveShop.Core.Storage;
using LiveShop.Cosmos;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveShop.Tests.Storage.Cosmos;

/// <summary>The outcome of a write by its response and the document read back.</summary>
public sealed class VerifiedWriteTests : IDisposable
{
    private const int Created = 201, Conflict = 409, Changed = 412, Missing = 404, Unavailable = 503, TimedOut = 408, Throttled = 429, Refused = 401;

    private readonly CosmosClient client = new("AccountEndpoint=http://127.0.0.1:1/;AccountKey=a2V5;");

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData(true, new[] { Created }, "")]
    [InlineData(false, new[] { Changed }, "Superseded")]
    [InlineData(false, new[] { Conflict }, "Superseded")]
    [InlineData(false, new[] { Missing }, "NotWritten")]
    [InlineData(false, new[] { Changed }, "Unknown")]
    [InlineData(true, new[] { Changed }, "Written")]
    [InlineData(true, new[] { Conflict }, "Written")]
    [InlineData(true, new[] { Unavailable }, "Written")]
    [InlineData(false, new[] { TimedOut }, "Superseded")]
    [InlineData(true, new[] { TimedOut, Created }, "NotWritten")]
    [InlineData(true, new[] { TimedOut, Changed }, "NotWritten Written")]
    [InlineData(false, new[] { TimedOut, Changed }, "NotWritten Superseded")]
    [InlineData(null, new[] { TimedOut, Changed }, "NotWritten Unknown")]
    [InlineData(null, new[] { Unavailable }, "Unknown")]
    [InlineData(null, new[] { Unavailable, TimedOut, Unavailable }, "NotWritten NotWritten NotWritten")]
    [InlineData(true, new[] { TimedOut, Changed }, "Unreadable Written")]
    [InlineData(true, new[] { Changed, Changed }, "Unreadable Written")]
    [InlineData(false, new[] { Changed, Changed }, "Unreadable Superseded")]
    [InlineData(null, new[] { Unavailable, Unavailable, Unavailable }, "Unreadable Unreadable Unreadable")]
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

    private static WriteOutcome See(string found) =>
        found == "Unreadable" ? throw new StoreUnavailableException("Cannot see.", TimeSpan.FromSeconds(1)) : Enum.Parse<WriteOutcome>(found);
}
