using LiveShop.Core;
using LiveShop.Core.Products;
using LiveShop.Core.Results;
using LiveShop.Core.Stock;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.Products;

/// <summary>Edits of products beside sales and corrections of their stock.</summary>
public class ProductStockCommandsTests
{
    private static readonly Caller ByAnn = new(Ann);
    private readonly ShopInstance shop = new();

    [Fact]
    public async Task An_edit_does_not_lose_against_a_sale_that_comes_in_between()
    {
        await shop.Products.CreateAsync("mug", ProductDetails(stock: 10), ByAnn, default);
        var saves = 0;
        shop.Calls.Before = async call =>
        {
            if (call == "products.save" && ++saves == 1)
                await new ShopInstance(shop.Database).Stock.ReserveAsync("mug", "order-1", [new("default", 4)], default);
        };

        (await shop.Products.ChangeAsync("mug", ProductDetails("Cup", stock: 10), new(Ann, 1), default)).Accepted();

        Assert.Equal((1, "Cup", 2, 6), (saves, Mug.Name, Mug.Version, Mug.Stock));
    }

    [Fact]
    public async Task A_stale_form_does_not_undo_a_sale()
    {
        var seen = (await shop.Products.CreateAsync("mug", ProductDetails(stock: 10), ByAnn, default)).Accepted();
        await SellAsync("order-1", 4);

        var saved = (await shop.Products.ChangeAsync("mug", seen.Details with { Name = "Cup" }, new(Ann, 1), default)).Accepted();

        Assert.Equal(6, saved.Stock);
    }

    [Fact]
    public async Task Corrections_are_documents_with_the_reason_and_the_product_keeps_its_version()
    {
        await shop.Products.CreateAsync("mug", ProductDetails(stock: 10), ByAnn, default);

        var counted = (await EditAsync(Set(10, 7) with { Reason = " Broken " })).Accepted();
        var uncounted = (await EditAsync(Set(7, null))).Accepted();

        Assert.Equal((7, 1, null), (counted.Stock, counted.Version, uncounted.Stock));
        var corrections = shop.Database.Corrections.Where(_ => true).OrderBy(correction => correction.After is null).ToList();
        Assert.Equal([(10, 7, "Broken"), (7, null, null)], corrections.Select(made => (made.Before, made.After, made.Change.Reason)));
        Assert.Single(shop.Database.JournalOfProduct("mug"));
    }

    [Fact]
    public async Task Concurrent_changes_of_the_stock_all_count()
    {
        await shop.Products.CreateAsync("mug", ProductDetails(stock: 10), ByAnn, default);
        shop.Calls.OnceBefore("stock.write", () => new ShopInstance(shop.Database).Products.EditAsync("mug", Edit(Add(-3)), null, ByAnn, default));

        Assert.Equal(12, (await EditAsync(Add(5))).Accepted().Stock);
    }

    [Fact]
    public async Task Refused_correction_carries_the_product_and_writes_none_of_the_edit()
    {
        await shop.Products.CreateAsync("mug", ProductDetails(stock: 10), ByAnn, default);
        var edit = Edit(Add(-11)) with { Name = "Cup" };

        var refused = (await shop.Products.EditAsync("mug", edit, null, ByAnn, default)).IsConflict("stock-below-zero");

        Assert.Equal(10, refused.Current<Product>().Stock);
        Assert.Equal(1, Mug.Version);
        Assert.Equal(10, (await EditAsync(Set(11, 25))).IsConflict("stock-changed").Current<Product>().Stock);
        (await EditAsync(Set(10, -1))).IsInvalidFor("stock.to");
        (await EditAsync(Add(LiveShop.Core.Products.Product.MaxStock))).IsInvalidFor("stockChange");
    }

    [Fact]
    public async Task Edit_that_is_not_valid_or_of_another_version_corrects_nothing()
    {
        await shop.Products.CreateAsync("mug", ProductDetails(stock: 10), ByAnn, default);

        (await shop.Products.EditAsync("mug", Edit(Add(1)) with { Name = "" }, null, ByAnn, default)).IsInvalidFor("name");
        Assert.IsType<Refusal.VersionMismatch<Product>>((await shop.Products.EditAsync("mug", Edit(Add(1)), null, new(Ann, 2), default)).Refusal);

        Assert.Equal(10, Mug.Stock);
    }

    [Fact]
    public async Task Correction_repeated_under_its_key_counts_once_and_one_that_is_in_place_already_is_accepted()
    {
        await shop.Products.CreateAsync("mug", ProductDetails(stock: 10), ByAnn, default);

        await shop.Products.EditAsync("mug", Edit(Add(5)), "key", ByAnn, default);
        Assert.Equal(15, (await shop.Products.EditAsync("mug", Edit(Add(5)), "key", ByAnn, default)).Accepted().Stock);
        Assert.Equal(15, (await EditAsync(Set(3, 15))).Accepted().Stock);
        Assert.IsType<Refusal.IdempotencyKeyReused>((await shop.Products.EditAsync("mug", Edit(Add(6)), "key", ByAnn, default)).Refusal);
    }

    [Fact]
    public async Task Variants_that_come_have_their_initial_stock_and_those_that_go_stay_as_long_as_they_are_held()
    {
        var shirt = (await shop.Products.CreateAsync("shirt", ShirtDetails(), ByAnn, default)).Accepted();
        await shop.Stock.ReserveAsync("shirt", "order-1", [new("s", 2)], default);

        var changed = (await shop.Products.ChangeAsync("shirt", Sizes(("L", 5)), ByAnn, default)).Accepted();

        Assert.Equal([("l", 5)], changed.Variants.Select(variant => (variant.Id, variant.Stock)));
        Assert.Equal(
            [new VariantStock("s", null, 2) { IsRemoved = true }, new VariantStock("l", 5, 5)], shop.Database.Stocks.Find("shirt")!.Value.Variants);
        Assert.Equal(ReserveResult.OutOfStock, await shop.Stock.ReserveAsync("shirt", "order-2", [new("s", 1)], default));
        Assert.Equal(shirt.Version + 1, changed.Version);
        Assert.Empty(await new StockCheck(shop.Stocks).CheckAsync("shirt", default));
    }

    [Fact]
    public async Task Variant_that_comes_back_is_counted_anew_and_pieces_that_return_to_it_are_sold_again()
    {
        await shop.Products.CreateAsync("shirt", ShirtDetails(), ByAnn, default);
        await shop.Stock.ReserveAsync("shirt", "order-1", [new("s", 2)], default);
        await shop.Products.ChangeAsync("shirt", Sizes(("M", 1)), ByAnn, default);

        var back = (await shop.Products.ChangeAsync("shirt", Sizes(("S", 9), ("M", 1)), ByAnn, default)).Accepted();
        await shop.Stock.ReleaseAsync("shirt", "order-1", default);

        Assert.Equal([("s", 9), ("m", 8)], back.Variants.Select(variant => (variant.Id, variant.Stock)));
        Assert.Equal(11, shop.Database.Product("shirt").FindVariant("s")!.Stock);
        Assert.Empty(await new StockCheck(shop.Stocks).CheckAsync("shirt", default));
    }

    [Fact]
    public async Task Product_that_is_created_again_begins_with_its_new_stock_beside_what_is_held()
    {
        await shop.Products.CreateAsync("mug", ProductDetails(stock: 10), ByAnn, default);
        await SellAsync("order-1", 4);
        await shop.Products.DeleteAsync("mug", ByAnn, default);

        var again = (await shop.Products.CreateAsync("mug", ProductDetails(stock: 20), ByAnn, default)).Accepted();

        Assert.Equal(20, again.Stock);
        Assert.Equal([new VariantStock("default", 20, 24)], shop.Database.Stocks.Find("mug")!.Value.Variants);
        Assert.Empty(await new StockCheck(shop.Stocks).CheckAsync("mug", default));
    }

    [Fact]
    public async Task A_change_of_the_variants_that_loses_against_a_sale_is_decided_again()
    {
        await shop.Products.CreateAsync("shirt", ShirtDetails(), ByAnn, default);
        shop.Calls.OnceBefore("products.save", () =>
            new ShopInstance(shop.Database).Stock.ReserveAsync("shirt", "order-1", [new("m", 3)], default));

        var changed = (await shop.Products.ChangeAsync("shirt", Sizes(("M", 1), ("L", 5)), ByAnn, default)).Accepted();

        Assert.Equal([("m", 5), ("l", 5)], changed.Variants.Select(variant => (variant.Id, variant.Stock)));
        Assert.Empty(await new StockCheck(shop.Stocks).CheckAsync("shirt", default));
    }

    private Product Mug => shop.Database.Product("mug");

    private static StockChange Add(int pieces) => StockChange.Add(ProductVariant.DefaultId, pieces);

    private static StockChange Set(int? from, int? to) => StockChange.Set(ProductVariant.DefaultId, from, to);

    private static ProductEdit Edit(StockChange stock) => new() { Variant = new() { Stock = stock } };

    private static ProductDetails Sizes(params (string Size, int Stock)[] sizes) => ShirtDetails() with
    {
        Options = [new("Size", [.. sizes.Select(size => size.Size)])],
        Variants = [.. sizes.Select(size => ShirtVariant(size.Size, 5900, size.Stock))],
    };

    private Task<Result<Product>> EditAsync(StockChange stock) => shop.Products.EditAsync("mug", Edit(stock), null, ByAnn, default);

    private Task<ReserveResult> SellAsync(string orderId, int pieces) => shop.Stock.ReserveAsync("mug", orderId, [new("default", pieces)], default);
}
