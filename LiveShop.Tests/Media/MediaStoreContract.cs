using LiveShop.Core.Media;

namespace LiveShop.Tests.Media;

/// <summary>What every store of pictures promises.</summary>
public abstract class MediaStoreContract : IAsyncLifetime
{
    protected static readonly CancellationToken None = CancellationToken.None;

    private static readonly byte[] Content = [1, 2, 3];
    private static readonly DateTimeOffset Since = Sample.Noon.AddTicks(1);

    protected static string Name { get; } = MediaName.Of(Content);

    protected IMediaStore Store { get; private set; } = null!;

    public async Task InitializeAsync() => Store = await CreateAsync();

    public abstract Task DisposeAsync();

    [Fact]
    public async Task A_new_store_has_no_pictures()
    {
        Assert.Null(await Store.FindAsync(Name, None));
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_saved_picture_is_read_back_and_listed_as_not_marked()
    {
        await Store.SaveAsync(Name, Content, None);

        Assert.Equal(Content, await Store.FindAsync(Name, None));
        Assert.Equal((Name, null), await SingleAsync());
    }

    [Fact]
    public async Task A_picture_that_is_saved_twice_is_one()
    {
        await Store.SaveAsync(Name, Content, None);
        await Store.SaveAsync(Name, Content, None);

        Assert.Equal((Name, null), await SingleAsync());
    }

    [Fact]
    public async Task A_picture_that_is_saved_many_times_at_once_is_whole_whenever_it_is_found()
    {
        var large = new byte[300_000];
        Random.Shared.NextBytes(large);
        var name = MediaName.Of(large);

        var saves = Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Store.SaveAsync(name, large, None)));
        while (!saves.IsCompleted)
        {
            if (await Store.FindAsync(name, None) is { } found)
                Assert.Equal(large, found);
        }

        await saves;
        Assert.Equal(large, await Store.FindAsync(name, None));
    }

    [Fact]
    public async Task Many_pictures_are_all_listed_once()
    {
        var names = Enumerable.Range(0, 12).Select(n => MediaName.Of([(byte)n])).Order(StringComparer.Ordinal).ToList();
        foreach (var name in names)
            await Store.SaveAsync(name, Content, None);

        Assert.Equal(names, (await ListAsync()).Select(item => item.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_mark_is_kept_until_it_is_taken_off()
    {
        await Store.SaveAsync(Name, Content, None);

        await Store.MarkAsync(Assert.Single(await ListAsync()), Since, None);
        Assert.Equal((Name, Since), await SingleAsync());

        await Store.MarkAsync(Assert.Single(await ListAsync()), null, None);
        Assert.Equal((Name, null), await SingleAsync());
        Assert.Equal(Content, await Store.FindAsync(Name, None));
    }

    [Fact]
    public async Task Saving_a_picture_again_takes_its_mark_off()
    {
        await Store.SaveAsync(Name, Content, None);
        await Store.MarkAsync(Assert.Single(await ListAsync()), Since, None);

        await Store.SaveAsync(Name, Content, None);

        Assert.Equal((Name, null), await SingleAsync());
    }

    [Fact]
    public async Task A_deleted_picture_is_neither_found_nor_listed()
    {
        await Store.SaveAsync(Name, Content, None);

        Assert.True(await Store.TryDeleteAsync(Assert.Single(await ListAsync()), None));

        Assert.Null(await Store.FindAsync(Name, None));
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_picture_that_was_saved_again_since_it_was_listed_is_not_deleted()
    {
        await Store.SaveAsync(Name, Content, None);
        await Store.MarkAsync(Assert.Single(await ListAsync()), Since, None);
        var listed = Assert.Single(await ListAsync());
        await Store.SaveAsync(Name, Content, None);

        Assert.False(await Store.TryDeleteAsync(listed, None));

        Assert.Equal(Content, await Store.FindAsync(Name, None));
    }

    [Fact]
    public async Task A_restored_picture_is_there_again_and_not_marked()
    {
        await Store.SaveAsync(Name, Content, None);
        await Store.MarkAsync(Assert.Single(await ListAsync()), Since, None);
        await Store.TryDeleteAsync(Assert.Single(await ListAsync()), None);

        Assert.True(await Store.RestoreAsync(Name, None));

        Assert.Equal(Content, await Store.FindAsync(Name, None));
        Assert.Equal((Name, null), await SingleAsync());
    }

    [Fact]
    public async Task A_deleted_picture_can_be_saved_again_and_deleted_again()
    {
        for (var round = 0; round < 2; round++)
        {
            await Store.SaveAsync(Name, Content, None);
            Assert.True(await Store.TryDeleteAsync(Assert.Single(await ListAsync()), None));
        }

        Assert.True(await Store.RestoreAsync(Name, None));
    }

    [Fact]
    public async Task A_picture_that_was_never_there_can_be_neither_deleted_nor_marked_nor_restored()
    {
        await Store.SaveAsync(Name, Content, None);
        var absent = Assert.Single(await ListAsync()) with { Name = Pictures.UnknownName };

        Assert.False(await Store.TryDeleteAsync(absent, None));
        await Store.MarkAsync(absent, Since, None);
        Assert.False(await Store.RestoreAsync(Pictures.UnknownName, None));

        Assert.Equal((Name, null), await SingleAsync());
    }

    protected abstract Task<IMediaStore> CreateAsync();

    protected ValueTask<List<MediaItem>> ListAsync() => Store.ListAsync(None).ToListAsync();

    private async Task<(string, DateTimeOffset?)> SingleAsync()
    {
        var item = Assert.Single(await ListAsync());
        return (item.Name, item.UnusedSince);
    }
}
