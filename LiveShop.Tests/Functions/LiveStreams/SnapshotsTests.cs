using LiveShop.Core;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Storage;
using LiveShop.Functions.LiveStreams;
using Moq;

namespace LiveShop.Tests.Functions.LiveStreams;

public sealed class SnapshotsTests
{
    private static readonly ChangeOrigin Origin = new(Actor.System, DateTimeOffset.UnixEpoch);

    private readonly Mock<ILiveStreamStore> store = new();

    [Fact]
    public async Task Published_state_of_an_uncached_stream_is_not_kept()
    {
        using var snapshots = new Snapshots(store.Object);
        var stream = LiveStream.Create("demo", new LiveStreamDetails("Show", null, null, null, null), Origin).Value!.Stream;
        for (var i = 0; i < 100_000; i++)
            snapshots.Update(stream);
        store.Setup(streams => streams.FindAsync("demo", It.IsAny<CancellationToken>())).ReturnsAsync(new Stored<LiveStream>(stream, "1"));

        var snapshot = await snapshots.FindAsync("demo", CancellationToken.None);

        Assert.Equal(stream.Version, snapshot!.Version);
    }

    [Fact]
    public async Task Published_state_of_a_cached_stream_is_served_without_another_read()
    {
        using var snapshots = new Snapshots(store.Object);
        var before = LiveStream.Create("demo", new LiveStreamDetails("Show", null, null, null, null), Origin).Value!.Stream;
        var after = before.Start(Origin).Value!.Stream;
        store.Setup(streams => streams.FindAsync("demo", It.IsAny<CancellationToken>())).ReturnsAsync(new Stored<LiveStream>(before, "1"));
        await snapshots.FindAsync("demo", CancellationToken.None);

        snapshots.Update(after);
        snapshots.Update(before);

        Assert.Equal(after.Version, (await snapshots.FindAsync("demo", CancellationToken.None))!.Version);
        store.Verify(streams => streams.FindAsync("demo", It.IsAny<CancellationToken>()), Times.Once);
    }
}
