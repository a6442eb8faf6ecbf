using LiveShop.Core;
using LiveShop.Core.Orders;
using LiveShop.Core.Storage;

namespace LiveShop.Tests.Storage;

public abstract class OrderStoreContract : StoreContract
{
    private static readonly ChangeOrigin Origin = new(Sample.Ann, Sample.Noon.AddMinutes(1));

    private IOrderStore Orders => Store.Orders;

    [Fact]
    public async Task Order_that_is_not_there_is_not_found() =>
        Assert.Null(await Orders.FindAsync(OrderSample.Order("k1", "mug").Id, None));

    [Theory]
    [MemberData(nameof(NoIds))]
    public async Task Order_with_an_invalid_id_is_not_found(string id) => Assert.Null(await Orders.FindAsync(id, None));

    [Fact]
    public async Task Created_order_is_read_back_as_it_was_written_also_after_a_restart()
    {
        var order = OrderSample.Order("k1", "mug", "lamp");

        var created = await Orders.TryCreateAsync(order, None);

        var found = (await Orders.FindAsync(order.Id, None))!;
        Samples.AssertSame(order, found.Value);
        Assert.Equal(found.ETag, created!.ETag);
        await Store.RestartAsync();
        Samples.AssertSame(order, (await Orders.FindAsync(order.Id, None))!.Value);
    }

    [Fact]
    public async Task Order_is_not_created_twice()
    {
        var first = await HasOrderAsync("k1");

        Assert.Null(await Orders.TryCreateAsync(OrderSample.Order("k1", "lamp"), None));

        Samples.AssertSame(first, await Orders.FindAsync(first.Value.Id, None));
    }

    [Fact]
    public async Task Save_with_the_etag_of_the_creation_replaces_the_order()
    {
        var created = await HasOrderAsync("k1");
        var placed = created.Value.Place(Origin).Accepted();

        Assert.True(await Orders.TrySaveAsync(placed, created.ETag, None));

        var saved = (await Orders.FindAsync(placed.Id, None))!;
        Samples.AssertSame(placed, saved.Value);
        Assert.NotEqual(created.ETag, saved.ETag);
    }

    [Fact]
    public async Task Save_with_an_old_etag_writes_nothing()
    {
        var created = await HasOrderAsync("k1");
        var placed = created.Value.Place(Origin).Accepted();
        Assert.True(await Orders.TrySaveAsync(placed, created.ETag, None));

        Assert.False(await Orders.TrySaveAsync(created.Value.Refuse(Origin).Accepted(), created.ETag, None));

        Samples.AssertSame(placed, (await Orders.FindAsync(placed.Id, None))!.Value);
    }

    [Fact]
    public async Task Exactly_one_of_many_saves_with_the_same_etag_is_written()
    {
        var created = await HasOrderAsync("k1");
        var states = new[] { created.Value.Place(Origin).Accepted(), created.Value.Refuse(Origin).Accepted(),
            created.Value.Cancel(null, Origin).Accepted() };

        var written = await Task.WhenAll(states.Select(state => Orders.TrySaveAsync(state, created.ETag, None)));

        var winner = states[Assert.Single(Enumerable.Range(0, states.Length), n => written[n])];
        Samples.AssertSame(winner, (await Orders.FindAsync(winner.Id, None))!.Value);
    }

    [Fact]
    public async Task Due_orders_are_those_with_a_due_time_before_now_the_longest_due_first()
    {
        var reserving = await HasOrderAsync("k1");
        var refused = await HasOrderAsync("k2");
        var placed = await HasOrderAsync("k3");
        Assert.True(await Orders.TrySaveAsync(refused.Value.Refuse(Origin).Accepted(), refused.ETag, None));
        Assert.True(await Orders.TrySaveAsync(placed.Value.Place(Origin).Accepted(), placed.ETag, None));

        Assert.Empty(await Orders.DueAsync(Sample.Noon, 10, None));
        Assert.Equal([refused.Value.Id], await Orders.DueAsync(Sample.Noon.AddSeconds(90), 10, None));
        Assert.Equal([refused.Value.Id, reserving.Value.Id], await Orders.DueAsync(Sample.Noon.AddHours(1), 10, None));
        Assert.Equal([refused.Value.Id], await Orders.DueAsync(Sample.Noon.AddHours(1), 1, None));
    }

    [Fact]
    public async Task Orders_are_listed_page_by_page_without_repetition()
    {
        var ids = new List<string>();
        for (var n = 0; n < 5; n++)
            ids.Add((await HasOrderAsync($"k{n}")).Value.Id);

        var listed = new List<string>();
        string? token = null;
        do
        {
            var page = await Orders.ListAsync(new(), new(2, token), None);
            listed.AddRange(page.Items.Select(order => order.Id));
            token = page.ContinuationToken;
        }
        while (token is not null);

        Assert.Equal(ids.Order(StringComparer.Ordinal), listed);
    }

    [Fact]
    public async Task Orders_are_listed_by_status_stream_and_number()
    {
        var placed = await HasOrderAsync("k1");
        var reserving = await HasOrderAsync("k2");
        Assert.True(await Orders.TrySaveAsync(placed.Value.Place(Origin).Accepted(), placed.ETag, None));

        await ListsAsync(new(OrderStatus.Placed), placed.Value.Id);
        await ListsAsync(new(OrderStatus.Reserving), reserving.Value.Id);
        await ListsAsync(new(OrderStatus.Cancelled));
        await ListsAsync(new(OrderStatus.Placed, "demo"), placed.Value.Id);
        await ListsAsync(new(StreamId: "dem"));
        await ListsAsync(new(Number: reserving.Value.Number), reserving.Value.Id);
        await ListsAsync(new(Number: reserving.Value.Number[..6]), reserving.Value.Id);
        await ListsAsync(new(Number: "0000000000"));
    }

    [Fact]
    public async Task Continuation_token_of_another_filter_is_refused()
    {
        for (var n = 0; n < 3; n++)
            await HasOrderAsync($"k{n}");
        var token = (await Orders.ListAsync(new(OrderStatus.Reserving), new(2, null), None)).ContinuationToken;

        await Assert.ThrowsAsync<InvalidContinuationTokenException>(() => Orders.ListAsync(new(OrderStatus.Placed), new(2, token), None));
    }

    private async Task ListsAsync(OrderFilter filter, params string[] ids) =>
        Assert.Equal(ids, (await Orders.ListAsync(filter, new(10, null), None)).Items.Select(order => order.Id));

    private async Task<Stored<Order>> HasOrderAsync(string key) => (await Orders.TryCreateAsync(OrderSample.Order(key, "mug"), None))!;
}
