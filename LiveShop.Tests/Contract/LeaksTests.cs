namespace LiveShop.Tests.Contract;

/// <summary>Leaking responses must be reported.</summary>
public sealed class LeaksTests
{
    private const string Token = "header.claims.signature";

    [Theory]
    [InlineData("""{"detail":"header.claims.signature was refused"}""")]
    [InlineData("""{"detail":"   at LiveShop.Core.Carts.Cart.Add(String productId)"}""")]
    [InlineData("""{"detail":"in /src/Cart.cs:line 7"}""")]
    [InlineData("""{"detail":"System.InvalidOperationException"}""")]
    public void Token_or_stack_trace_in_a_response_is_reported(string answer) => Assert.Single(Leaks.In(answer, Token));

    [Theory, InlineData("""{"title":"Now at Mug & Co. (today)","detail":"An exception to the rule."}"""), InlineData("")]
    public void Response_without_a_token_or_stack_trace_passes(string answer)
    {
        Assert.Empty(Leaks.In(answer, Token));
        Assert.Empty(Leaks.In(answer, null));
        Assert.Empty(Leaks.In(answer, ""));
    }
}
