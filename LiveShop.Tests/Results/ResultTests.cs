using LiveShop.Core.Results;

namespace LiveShop.Tests.Results;

public class ResultTests
{
    private static readonly Refusal NotThere = new Refusal.NotFound("thing", "x");

    [Fact]
    public void Result_is_a_value_or_a_refusal()
    {
        Result<string> accepted = "value";
        Result<string> refused = NotThere;

        Assert.Equal((true, "value", null), (accepted.IsAccepted, accepted.Value, accepted.Refusal));
        Assert.Equal((false, null, NotThere), (refused.IsAccepted, refused.Value, refused.Refusal));
    }

    [Fact]
    public void Map_transforms_a_value_and_keeps_a_refusal()
    {
        Assert.Equal("value!", ((Result<string>)"value").Map(value => value + "!").Value);
        Assert.Same(NotThere, ((Result<string>)NotThere).Map<string>(_ => throw new InvalidOperationException()).Refusal);
    }

    [Fact]
    public void Out_of_stock_message_differs_between_sold_out_and_too_few()
    {
        Assert.Equal("It is sold out.", new Refusal.OutOfStock("mug", 0).Detail);
        Assert.Equal("Only 3 left.", new Refusal.OutOfStock("mug", 3).Detail);
    }
}
