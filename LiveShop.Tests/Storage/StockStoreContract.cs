using LiveShop.Core.Stock;
using LiveShop.Core.Storage;

namespace LiveShop.Tests.Storage;

public abstract class StockStoreContract : StoreContract
{
    private const string ProductId = "mug";

    private IStockStore Stock => Store.Stock;

    [Fact]
    public async Task Product_without_stock_has_none() => Assert.Null(await Stock.FindAsync(ProductId, None));

    [Theory]
    [MemberData(nameof(NoIds))]
    public async Task Stock_of_an_invalid_id_is_not_found(string id) => Assert.Null(await Stock.FindAsync(id, None));

    [Fact]
    public async Task Created_stock_is_read_back_as_it_was_written_also_after_a_restart()
    {
        var stock = ProductStock.Create(ProductId, [("s", 3), ("m", null)], Sample.Noon);

        Assert.True(await Stock.TryCreateAsync(stock, None));

        Samples.AssertSame(stock, (await Stock.FindAsync(ProductId, None))!.Value);
        await Store.RestartAsync();
        Samples.AssertSame(stock, (await Stock.FindAsync(ProductId, None))!.Value);
    }

    [Fact]
    public async Task Stock_is_not_created_twice()
    {
        await HasStockAsync(3);

        Assert.False(await Stock.TryCreateAsync(ProductStock.Create(ProductId, [("default", 9)], Sample.Noon), None));

        Assert.Equal(3, await AvailableAsync());
    }

    [Fact]
    public async Task Stocks_of_several_products_are_found_together_without_those_that_have_none()
    {
        await HasStockAsync(3);
        Assert.True(await Stock.TryCreateAsync(ProductStock.Create("lamp", [("default", 1)], Sample.Noon), None));

        var found = await Stock.FindManyAsync([ProductId, "lamp", "chair"], None);

        Assert.Equal(["lamp", ProductId], found.Select(stock => stock.ProductId).Order(StringComparer.Ordinal));
        Assert.Empty(await Stock.FindManyAsync([], None));
    }

    [Fact]
    public async Task Stock_and_reservation_are_written_together()
    {
        var stored = await HasStockAsync(3);

        Assert.Equal(StockWriteResult.Written, await Stock.TryWriteAsync(Reserve(stored, "order-1", 2), None));

        Assert.Equal(1, await AvailableAsync());
        var reservation = (await Stock.FindReservationAsync(ProductId, "order-1", None))!.Value;
        Assert.Equal(ReservationStatus.Held, reservation.Status);
        Assert.Equal([new Pieces("default", 2)], reservation.Taken);
    }

    [Fact]
    public async Task Reservation_that_exists_is_named_and_nothing_is_written()
    {
        var stored = await HasStockAsync(3);
        Assert.True((await Stock.TryWriteAsync(Reserve(stored, "order-1", 1), None)).IsWritten);
        var current = (await Stock.FindAsync(ProductId, None))!;

        Assert.Equal(new StockWriteResult(false, "order-1"), await Stock.TryWriteAsync(Reserve(current, "order-1", 1), None));

        Assert.Equal(2, await AvailableAsync());
    }

    [Fact]
    public async Task One_existing_reservation_of_a_joint_write_keeps_all_of_it_from_being_written()
    {
        var stored = await HasStockAsync(3);
        Assert.True((await Stock.TryWriteAsync(Reserve(stored, "order-2", 1), None)).IsWritten);
        var current = (await Stock.FindAsync(ProductId, None))!;
        var joint = Reserve(current, "order-1", 1);

        var result = await Stock.TryWriteAsync(joint with { Created = [.. joint.Created, Held("order-2", 1), Held("order-3", 1)] }, None);

        Assert.Equal(new StockWriteResult(false, "order-2"), result);
        Assert.Null(await Stock.FindReservationAsync(ProductId, "order-1", None));
        Assert.Null(await Stock.FindReservationAsync(ProductId, "order-3", None));
    }

    [Fact]
    public async Task Write_with_an_old_etag_of_the_stock_loses_and_writes_no_reservation()
    {
        var old = await HasStockAsync(3);
        Assert.True((await Stock.TryWriteAsync(Reserve(old, "order-1", 1), None)).IsWritten);

        Assert.Equal(StockWriteResult.Lost, await Stock.TryWriteAsync(Reserve(old, "order-2", 1), None));

        Assert.Null(await Stock.FindReservationAsync(ProductId, "order-2", None));
        Assert.Equal(2, await AvailableAsync());
    }

    [Fact]
    public async Task Release_returns_the_pieces_and_keeps_the_reservation()
    {
        var stored = await HasStockAsync(3);
        Assert.True((await Stock.TryWriteAsync(Reserve(stored, "order-1", 2), None)).IsWritten);

        Assert.Equal(StockWriteResult.Written, await Stock.TryWriteAsync(await ReleaseAsync("order-1"), None));

        Assert.Equal(3, await AvailableAsync());
        Assert.Equal(ReservationStatus.Released, (await Stock.FindReservationAsync(ProductId, "order-1", None))!.Value.Status);
    }

    [Fact]
    public async Task Release_with_an_old_etag_of_the_reservation_loses()
    {
        var stored = await HasStockAsync(3);
        Assert.True((await Stock.TryWriteAsync(Reserve(stored, "order-1", 2), None)).IsWritten);
        var release = await ReleaseAsync("order-1");
        Assert.True((await Stock.TryWriteAsync(release, None)).IsWritten);
        var current = (await Stock.FindAsync(ProductId, None))!;

        var late = release with { Stock = current with { Value = release.Stock!.Value } };
        Assert.Equal(StockWriteResult.Lost, await Stock.TryWriteAsync(late, None));

        Assert.Equal(3, await AvailableAsync());
    }

    [Fact]
    public async Task Reservation_without_pieces_leaves_the_stock_alone()
    {
        var stored = await HasStockAsync(3);
        var fence = new Reservation(ProductId, "order-1", ReservationStatus.Released, Sample.Noon);

        Assert.True((await Stock.TryWriteAsync(new(ProductId, null) { Created = [fence] }, None)).IsWritten);

        Assert.Equal(stored.ETag, (await Stock.FindAsync(ProductId, None))!.ETag);
        Samples.AssertSame(fence, (await Stock.FindReservationAsync(ProductId, "order-1", None))!.Value);
    }

    [Fact]
    public async Task Correction_is_written_with_the_stock_once()
    {
        var stored = await HasStockAsync(3);
        var corrected = stored.Value.Correct(StockChange.Add("default", 4), Sample.Noon).Accepted();
        var correction = new StockCorrection("c1", ProductId, Sample.Noon, "Ann", "ann-id", StockChange.Add("default", 4), 3, 7);
        var transaction = new StockTransaction(ProductId, stored with { Value = corrected }) { Corrections = [correction] };

        Assert.True((await Stock.TryWriteAsync(transaction, None)).IsWritten);

        Assert.Equal(7, await AvailableAsync());
        Samples.AssertSame(correction, (await Stock.FindCorrectionAsync(ProductId, "c1", None))!);
        Assert.Equal(new StockWriteResult(false, "c1"), await Stock.TryWriteAsync(transaction, None));
        Assert.Equal(7, await AvailableAsync());
    }

    [Fact]
    public async Task Corrections_are_listed_page_by_page_the_newest_first()
    {
        await HasStockAsync(0);
        Assert.True(await Stock.TryCreateAsync(ProductStock.Create("lamp", [("default", 0)], Sample.Noon), None));
        for (var n = 1; n <= 5; n++)
            await CorrectAsync(ProductId, $"c{n}", n);
        await CorrectAsync("lamp", "other", 9);

        var all = await Pages.AllAsync(2, page => Stock.CorrectionsAsync(ProductId, page, None));

        Assert.Equal(["c5", "c4", "c3", "c2", "c1"], all.Select(correction => correction.CorrectionId));
        Assert.Empty((await Stock.CorrectionsAsync("chair", new(10, null), None)).Items);
        var token = await Pages.TokenAsync(page => Stock.CorrectionsAsync(ProductId, page, None));
        await Pages.AssertRefusesAsync(token, page => Stock.CorrectionsAsync("lamp", page, None));

        async Task CorrectAsync(string productId, string id, int minute)
        {
            var (stock, change, at) = ((await Stock.FindAsync(productId, None))!, StockChange.Add("default", 1), Sample.Noon.AddMinutes(minute));
            var next = stock with { Value = stock.Value.Correct(change, at).Accepted() };
            var correction = new StockCorrection(id, productId, at, "Ann", "ann-id", change, minute - 1, minute);
            Assert.True((await Stock.TryWriteAsync(new(productId, next) { Corrections = [correction] }, None)).IsWritten);
        }
    }

    [Fact]
    public async Task Held_reservations_are_those_of_the_product_that_are_not_released()
    {
        await HasStockAsync(9);
        for (var n = 1; n <= 3; n++)
            Assert.True((await Stock.TryWriteAsync(Reserve((await Stock.FindAsync(ProductId, None))!, $"order-{n}", n), None)).IsWritten);
        Assert.True((await Stock.TryWriteAsync(await ReleaseAsync("order-2"), None)).IsWritten);

        var held = await Stock.HeldAsync(ProductId, None);

        Assert.Equal(["order-1", "order-3"], held.Select(reservation => reservation.OrderId).Order(StringComparer.Ordinal));
        Assert.Empty(await Stock.HeldAsync("lamp", None));
    }

    [Fact]
    public async Task Exactly_one_of_many_reservations_with_the_same_etag_is_written()
    {
        var stored = await HasStockAsync(20);

        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Stock.TryWriteAsync(Reserve(stored, $"order-{n}", 1), None)));

        Assert.Single(results, result => result.IsWritten);
        Assert.Equal(19, await AvailableAsync());
        Assert.Single(await Stock.HeldAsync(ProductId, None));
    }

    private static Reservation Held(string orderId, int quantity) =>
        new(ProductId, orderId, ReservationStatus.Held, Sample.Noon) { Taken = [new("default", quantity)] };

    private static StockTransaction Reserve(Stored<ProductStock> stored, string orderId, int quantity) =>
        new(ProductId, stored with { Value = stored.Value.Take([new("default", quantity)], Sample.Noon)
            .Stock }) { Created = [Held(orderId, quantity)] };

    private async Task<StockTransaction> ReleaseAsync(string orderId)
    {
        var stock = (await Stock.FindAsync(ProductId, None))!;
        var reservation = (await Stock.FindReservationAsync(ProductId, orderId, None))!;
        return new(ProductId, stock with { Value = stock.Value.Return(reservation.Value.Taken, Sample.Noon) })
        {
            Replaced = [reservation with { Value = reservation.Value.Release(Sample.Noon) }],
        };
    }

    private async Task<int?> AvailableAsync() => (await Stock.FindAsync(ProductId, None))!.Value.Find("default")!.Available;

    private async Task<Stored<ProductStock>> HasStockAsync(int pieces)
    {
        Assert.True(await Stock.TryCreateAsync(ProductStock.Create(ProductId, [("default", pieces)], Sample.Noon), None));
        return (await Stock.FindAsync(ProductId, None))!;
    }
}
