using LiveShop.Core.Products;
using LiveShop.Core.Stock;

namespace LiveShop.Tests.Stock;

public class ProductStockTests
{
    [Fact]
    public void New_stock_counts_in_what_it_has()
    {
        var stock = ProductStock.Create("mug", [("s", 3), ("m", null)], Sample.Noon);

        Assert.Equal([new("s", 3, 3), new VariantStock("m", null, 0)], stock.Variants);
        Assert.Equal(1, stock.Version);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void Pieces_are_covered_up_to_what_is_available(int quantity, bool covers) =>
        Assert.Equal(covers, Of(3).Covers([new("default", quantity)]));

    [Fact]
    public void Pieces_of_a_variant_that_is_not_counted_are_always_covered() => Assert.True(Of(null).Covers([new("default", 1_000_000)]));

    [Fact]
    public void Pieces_of_an_unknown_variant_are_not_covered() => Assert.False(Of(3).Covers([new("other", 1)]));

    [Fact]
    public void Taken_pieces_leave_the_stock_and_stay_counted_in()
    {
        var (stock, taken) = Of(3).Take([new("default", 2)], Sample.Noon);

        Assert.Equal([new VariantStock("default", 1, 3)], stock.Variants);
        Assert.Equal([new Pieces("default", 2)], taken);
        Assert.Equal(2, stock.Version);
    }

    [Fact]
    public void Pieces_that_are_not_counted_are_not_taken()
    {
        var stock = Of(null);

        var (left, taken) = stock.Take([new("default", 2)], Sample.Noon);

        Assert.Same(stock, left);
        Assert.Empty(taken);
    }

    [Fact]
    public void Returned_pieces_are_available_again() =>
        Assert.Equal(3, Of(1).Return([new("default", 2)], Sample.Noon).Find("default")!.Available);

    [Fact]
    public void Pieces_that_return_while_they_are_not_counted_leave_the_count()
    {
        var (held, taken) = Of(3).Take([new("default", 2)], Sample.Noon);
        var uncounted = held.Correct(StockChange.Set("default", 1, null), Sample.Noon).Accepted();

        var returned = uncounted.Return(taken, Sample.Noon);

        Assert.Equal([new VariantStock("default", null, 0)], returned.Variants);
        Assert.Empty(StockCheck.Differences(returned, []));
    }

    [Fact]
    public void Difference_is_added_to_what_is_available_and_counted_in() =>
        Assert.Equal([new VariantStock("default", 7, 7)], Of(3).Correct(StockChange.Add("default", 4), Sample.Noon).Accepted().Variants);

    [Fact]
    public void Difference_below_zero_is_refused() =>
        Of(3).Correct(StockChange.Add("default", -4), Sample.Noon).IsConflict("stock-below-zero");

    [Fact]
    public void Difference_above_the_maximum_is_invalid() =>
        Of(3).Correct(StockChange.Add("default", Product.MaxStock), Sample.Noon).IsInvalidFor("stockChange");

    [Fact]
    public void Difference_of_what_is_not_counted_is_refused() =>
        Of(null).Correct(StockChange.Add("default", 1), Sample.Noon).IsConflict("not-counted");

    [Fact]
    public void Value_is_set_in_place_of_the_one_that_was_seen()
    {
        var (held, _) = Of(5).Take([new("default", 2)], Sample.Noon);

        Assert.Equal([new VariantStock("default", 10, 12)], held.Correct(StockChange.Set("default", 3, 10), Sample.Noon).Accepted()
            .Variants);
    }

    [Fact]
    public void Value_in_place_of_another_one_than_was_seen_is_refused_with_the_stock()
    {
        var stock = Of(3);

        Assert.Same(stock, stock.Correct(StockChange.Set("default", 4, 10), Sample.Noon).IsConflict("stock-changed")
            .Current<ProductStock>());
    }

    [Fact]
    public void Variant_that_is_counted_again_is_counted_in_with_what_is_held()
    {
        var (held, taken) = Of(3).Take([new("default", 2)], Sample.Noon);
        var uncounted = held.Correct(StockChange.Set("default", 1, null), Sample.Noon).Accepted();

        var counted = uncounted.Correct(StockChange.Set("default", null, 9), Sample.Noon).Accepted();

        Assert.Equal([new VariantStock("default", 9, 11)], counted.Variants);
        Assert.Empty(StockCheck.Differences(counted, [new("mug", "o", ReservationStatus.Held, Sample.Noon) { Taken = taken }]));
    }

    [Fact]
    public void Unknown_variant_is_not_corrected() => Of(3).Correct(StockChange.Add("other", 1), Sample.Noon).IsNotFound("variant");

    [Fact]
    public void Check_names_the_pieces_that_are_missing()
    {
        var (stock, _) = Of(5).Take([new("default", 2)], Sample.Noon);

        var difference = Assert.Single(StockCheck.Differences(stock,
            [new("mug", "o", ReservationStatus.Held, Sample.Noon) { Taken = [new("default", 1)] }]));

        Assert.Equal(new StockDifference("mug", "default", 3, 1, 5, 1), difference);
    }

    private static ProductStock Of(int? available) => ProductStock.Create("mug", [("default", available)], Sample.Noon);
}
