package dev.weft.internal.wait;

/**
 * Makes sure that there is enough stack for what comes next, where a {@link StackOverflowError} would do harm: between
 * taking a short lock and freeing it, and between joining a queue and leaving it. If the stack is too short, the error
 * is thrown before anything has happened, instead of in the middle.
 *
 * <p><b>How.</b> When a method is entered, the virtual machine checks that there is room for its frame. For a compiled
 * method it also checks for the larger frames that the method would have in the interpreter, since it may have to
 * continue there at any moment (deoptimization). A method with many local variables has a large interpreter frame. So
 * {@link #check} demands 8 KB of stack: in the interpreter through a frame of that size, which is gone when it returns;
 * compiled, through a store into each page of 4 KB, usually inlined into its caller. That is more than the deepest of the
 * sections above needs: a signal that unparks a virtual thread, some 25 frames, which took more than 4.6 KB in the
 * interpreter, and less than 6. (On JDK 25 a check takes 0.5 ns compiled, and 300 ns interpreted. With recursion instead
 * of the variables, it would take some 100 calls.) The frames are a little larger than 8, 12 and 16 KB, as compiled code
 * demands whole pages only, and nothing of the last one if it is not full.
 *
 * <p>A method that takes something checks for more than the one that gives it back, so that a thread can unlock what it
 * has locked at the same depth. (Checking for the same amount would not do: one of the two may be compiled, the other
 * not.)
 *
 * <p><b>Where.</b> At the start of an operation. What is called between joining a queue and leaving it does not check: the
 * compiler could inline it, and demand the stack for the check on entry to a caller which has joined the queue, and which
 * does not expect that a call may fail before it has begun. (A channel would keep a receiver that has gone, and lose the
 * next element to it.) If it has to check, it calls {@link #checkApart}.
 *
 * <p><b>What is not covered.</b> The JDK's own methods below {@code park} and {@code unpark} may go deeper on other
 * releases. On a virtual machine other than HotSpot, a compiled {@code check} may demand nothing; nor does HotSpot's where
 * a page of memory is larger than 8 KB (some systems on ARM have pages of 16 or 64 KB). And what users do
 * between {@code lock} and {@code unlock} is up to them. (The locks of {@code java.util.concurrent} have a reserve that
 * only the JDK may use.)
 *
 * <p>Nor is parking covered. To take a virtual thread off its carrier, HotSpot recurses over the thread's frames; in the
 * interpreter, one that has used half of its stack may be unable to park, however much is left. A wait that may fail then
 * throws {@link StackOverflowError} and leaves nothing behind. One that must not fail, such as {@code Mutex.lock}, or
 * {@code Go.run} for the end of its program, polls and keeps its carrier: if it is the only one, what it waits for never
 * comes.
 */
public final class StackReserve {
    /** Not final, since the compilers would then remove what depends on it. */
    @SuppressWarnings({"FieldCanBeFinal", "unused"})
    private static boolean never;

    private StackReserve() {}

    /** Throws {@link StackOverflowError} if less than 8 KB of stack is left. */
    @SuppressWarnings("unused") // the variables need not be used: it is enough that they have slots in the frame
    public static void check() {
        if (never) {
            long a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20,
                    a21, a22, a23, a24, a25, a26, a27, a28, a29, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12,
                    b13, b14, b15, b16, b17, b18, b19, b20, b21, b22, b23, b24, b25, b26, b27, b28, b29, c0, c1, c2, c3,
                    c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24,
                    c25, c26, c27, c28, c29, d0, d1, d2, d3, d4, d5, d6, d7, d8, d9, d10, d11, d12, d13, d14, d15, d16,
                    d17, d18, d19, d20, d21, d22, d23, d24, d25, d26, d27, d28, d29, e0, e1, e2, e3, e4, e5, e6, e7, e8,
                    e9, e10, e11, e12, e13, e14, e15, e16, e17, e18, e19, e20, e21, e22, e23, e24, e25, e26, e27, e28,
                    e29, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20,
                    f21, f22, f23, f24, f25, f26, f27, f28, f29, g0, g1, g2, g3, g4, g5, g6, g7, g8, g9, g10, g11, g12,
                    g13, g14, g15, g16, g17, g18, g19, g20, g21, g22, g23, g24, g25, g26, g27, g28, g29, h0, h1, h2, h3,
                    h4, h5, h6, h7, h8, h9, h10, h11, h12, h13, h14, h15, h16, h17, h18, h19, h20, h21, h22, h23, h24,
                    h25, h26, h27, h28, h29, i0, i1, i2, i3, i4, i5, i6, i7, i8, i9, i10, i11, i12, i13, i14, i15, i16,
                    i17, i18, i19, i20, i21, i22, i23, i24, i25, i26, i27, i28, i29, j0, j1, j2, j3, j4, j5, j6, j7, j8,
                    j9, j10, j11, j12, j13, j14, j15, j16, j17, j18, j19, j20, j21, j22, j23, j24, j25, j26, j27, j28,
                    j29, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16, k17, k18, k19, k20,
                    k21, k22, k23, k24, k25, k26, k27, k28, k29, l0, l1, l2, l3, l4, l5, l6, l7, l8, l9, l10, l11, l12,
                    l13, l14, l15, l16, l17, l18, l19, l20, l21, l22, l23, l24, l25, l26, l27, l28, l29, m0, m1, m2, m3,
                    m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23, m24,
                    m25, m26, m27, m28, m29, n0, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12, n13, n14, n15, n16,
                    n17, n18, n19, n20, n21, n22, n23, n24, n25, n26, n27, n28, n29, o0, o1, o2, o3, o4, o5, o6, o7, o8,
                    o9, o10, o11, o12, o13, o14, o15, o16, o17, o18, o19, o20, o21, o22, o23, o24, o25, o26, o27, o28,
                    o29, p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15, p16, p17, p18, p19, p20,
                    p21, p22, p23, p24, p25, p26, p27, p28, p29, q0, q1, q2, q3, q4, q5, q6, q7, q8, q9, q10, q11, q12,
                    q13, q14, q15, q16, q17, q18, q19, q20, q21, q22, q23, q24, q25, q26, q27, q28, q29, r0, r1, r2, r3,
                    r4, r5, r6, r7, r8, r9;
            throw new AssertionError(); // a call of this method could be inlined, and would double the frame
        }
    }

    /**
     * Throws {@link StackOverflowError} if less than 12 KB of stack is left: for an operation made of several that
     * check for themselves, of which the second must not fail once the first has succeeded; and for what goes deeper into the
     * JDK than a signal, to start a thread or to set a timer. (A page more than {@link #check}, as compiled code asks for
     * whole pages.)
     */
    @SuppressWarnings("unused") // as above
    public static void checkForSeveral() {
        if (never) {
            long a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20,
                    a21, a22, a23, a24, a25, a26, a27, a28, a29, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12,
                    b13, b14, b15, b16, b17, b18, b19, b20, b21, b22, b23, b24, b25, b26, b27, b28, b29, c0, c1, c2, c3,
                    c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24,
                    c25, c26, c27, c28, c29, d0, d1, d2, d3, d4, d5, d6, d7, d8, d9, d10, d11, d12, d13, d14, d15, d16,
                    d17, d18, d19, d20, d21, d22, d23, d24, d25, d26, d27, d28, d29, e0, e1, e2, e3, e4, e5, e6, e7, e8,
                    e9, e10, e11, e12, e13, e14, e15, e16, e17, e18, e19, e20, e21, e22, e23, e24, e25, e26, e27, e28,
                    e29, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20,
                    f21, f22, f23, f24, f25, f26, f27, f28, f29, g0, g1, g2, g3, g4, g5, g6, g7, g8, g9, g10, g11, g12,
                    g13, g14, g15, g16, g17, g18, g19, g20, g21, g22, g23, g24, g25, g26, g27, g28, g29, h0, h1, h2, h3,
                    h4, h5, h6, h7, h8, h9, h10, h11, h12, h13, h14, h15, h16, h17, h18, h19, h20, h21, h22, h23, h24,
                    h25, h26, h27, h28, h29, i0, i1, i2, i3, i4, i5, i6, i7, i8, i9, i10, i11, i12, i13, i14, i15, i16,
                    i17, i18, i19, i20, i21, i22, i23, i24, i25, i26, i27, i28, i29, j0, j1, j2, j3, j4, j5, j6, j7, j8,
                    j9, j10, j11, j12, j13, j14, j15, j16, j17, j18, j19, j20, j21, j22, j23, j24, j25, j26, j27, j28,
                    j29, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16, k17, k18, k19, k20,
                    k21, k22, k23, k24, k25, k26, k27, k28, k29, l0, l1, l2, l3, l4, l5, l6, l7, l8, l9, l10, l11, l12,
                    l13, l14, l15, l16, l17, l18, l19, l20, l21, l22, l23, l24, l25, l26, l27, l28, l29, m0, m1, m2, m3,
                    m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23, m24,
                    m25, m26, m27, m28, m29, n0, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12, n13, n14, n15, n16,
                    n17, n18, n19, n20, n21, n22, n23, n24, n25, n26, n27, n28, n29, o0, o1, o2, o3, o4, o5, o6, o7, o8,
                    o9, o10, o11, o12, o13, o14, o15, o16, o17, o18, o19, o20, o21, o22, o23, o24, o25, o26, o27, o28,
                    o29, p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15, p16, p17, p18, p19, p20,
                    p21, p22, p23, p24, p25, p26, p27, p28, p29, q0, q1, q2, q3, q4, q5, q6, q7, q8, q9, q10, q11, q12,
                    q13, q14, q15, q16, q17, q18, q19, q20, q21, q22, q23, q24, q25, q26, q27, q28, q29, r0, r1, r2, r3,
                    r4, r5, r6, r7, r8, r9, r10, r11, r12, r13, r14, r15, r16, r17, r18, r19, r20, r21, r22, r23, r24,
                    r25, r26, r27, r28, r29, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13, s14, s15, s16,
                    s17, s18, s19, s20, s21, s22, s23, s24, s25, s26, s27, s28, s29, t0, t1, t2, t3, t4, t5, t6, t7, t8,
                    t9, t10, t11, t12, t13, t14, t15, t16, t17, t18, t19, t20, t21, t22, t23, t24, t25, t26, t27, t28,
                    t29, u0, u1, u2, u3, u4, u5, u6, u7, u8, u9, u10, u11, u12, u13, u14, u15, u16, u17, u18, u19, u20,
                    u21, u22, u23, u24, u25, u26, u27, u28, u29, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12,
                    v13, v14, v15, v16, v17, v18, v19, v20, v21, v22, v23, v24, v25, v26, v27, v28, v29, w0, w1, w2, w3,
                    w4, w5, w6, w7, w8, w9, w10, w11, w12, w13, w14, w15, w16, w17, w18, w19, w20, w21, w22, w23, w24,
                    w25, w26, w27, w28, w29, x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15, x16,
                    x17, x18, x19, x20, x21, x22, x23, x24, x25, x26, x27, x28, x29, y0, y1, y2, y3, y4, y5, y6, y7, y8,
                    y9, y10, y11, y12, y13, y14, y15, y16, y17, y18, y19, y20, y21, y22, y23, y24, y25, y26, y27, y28,
                    y29, z0, z1, z2, z3, z4, z5, z6, z7, z8, z9, z10, z11, z12, z13, z14, z15, z16, z17, z18, z19, z20,
                    z21, z22, z23, z24, z25;
            throw new AssertionError();
        }
    }

    /**
     * Throws {@link StackOverflowError} if less than 16 KB of stack is left: for an operation of which others can see the
     * first part, and of which a later part checks for several: it starts a goroutine, or cancels a context.
     */
    @SuppressWarnings("unused") // as above
    public static void checkForMore() {
        if (never) {
            long a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21,
                    a22, a23, a24, a25, a26, a27, a28, a29, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13,
                    b14, b15, b16, b17, b18, b19, b20, b21, b22, b23, b24, b25, b26, b27, b28, b29, c0, c1, c2, c3, c4,
                    c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25,
                    c26, c27, c28, c29, d0, d1, d2, d3, d4, d5, d6, d7, d8, d9, d10, d11, d12, d13, d14, d15, d16, d17,
                    d18, d19, d20, d21, d22, d23, d24, d25, d26, d27, d28, d29, e0, e1, e2, e3, e4, e5, e6, e7, e8, e9,
                    e10, e11, e12, e13, e14, e15, e16, e17, e18, e19, e20, e21, e22, e23, e24, e25, e26, e27, e28, e29,
                    f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21,
                    f22, f23, f24, f25, f26, f27, f28, f29, g0, g1, g2, g3, g4, g5, g6, g7, g8, g9, g10, g11, g12, g13,
                    g14, g15, g16, g17, g18, g19, g20, g21, g22, g23, g24, g25, g26, g27, g28, g29, h0, h1, h2, h3, h4,
                    h5, h6, h7, h8, h9, h10, h11, h12, h13, h14, h15, h16, h17, h18, h19, h20, h21, h22, h23, h24, h25,
                    h26, h27, h28, h29, i0, i1, i2, i3, i4, i5, i6, i7, i8, i9, i10, i11, i12, i13, i14, i15, i16, i17,
                    i18, i19, i20, i21, i22, i23, i24, i25, i26, i27, i28, i29, j0, j1, j2, j3, j4, j5, j6, j7, j8, j9,
                    j10, j11, j12, j13, j14, j15, j16, j17, j18, j19, j20, j21, j22, j23, j24, j25, j26, j27, j28, j29,
                    k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16, k17, k18, k19, k20, k21,
                    k22, k23, k24, k25, k26, k27, k28, k29, l0, l1, l2, l3, l4, l5, l6, l7, l8, l9, l10, l11, l12, l13,
                    l14, l15, l16, l17, l18, l19, l20, l21, l22, l23, l24, l25, l26, l27, l28, l29, m0, m1, m2, m3, m4,
                    m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23, m24, m25,
                    m26, m27, m28, m29, n0, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12, n13, n14, n15, n16, n17,
                    n18, n19, n20, n21, n22, n23, n24, n25, n26, n27, n28, n29, o0, o1, o2, o3, o4, o5, o6, o7, o8, o9,
                    o10, o11, o12, o13, o14, o15, o16, o17, o18, o19, o20, o21, o22, o23, o24, o25, o26, o27, o28, o29,
                    p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15, p16, p17, p18, p19, p20, p21,
                    p22, p23, p24, p25, p26, p27, p28, p29, q0, q1, q2, q3, q4, q5, q6, q7, q8, q9, q10, q11, q12, q13,
                    q14, q15, q16, q17, q18, q19, q20, q21, q22, q23, q24, q25, q26, q27, q28, q29, r0, r1, r2, r3, r4,
                    r5, r6, r7, r8, r9, r10, r11, r12, r13, r14, r15, r16, r17, r18, r19, r20, r21, r22, r23, r24, r25,
                    r26, r27, r28, r29, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13, s14, s15, s16, s17,
                    s18, s19, s20, s21, s22, s23, s24, s25, s26, s27, s28, s29, t0, t1, t2, t3, t4, t5, t6, t7, t8, t9,
                    t10, t11, t12, t13, t14, t15, t16, t17, t18, t19, t20, t21, t22, t23, t24, t25, t26, t27, t28, t29,
                    u0, u1, u2, u3, u4, u5, u6, u7, u8, u9, u10, u11, u12, u13, u14, u15, u16, u17, u18, u19, u20, u21,
                    u22, u23, u24, u25, u26, u27, u28, u29, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13,
                    v14, v15, v16, v17, v18, v19, v20, v21, v22, v23, v24, v25, v26, v27, v28, v29, w0, w1, w2, w3, w4,
                    w5, w6, w7, w8, w9, w10, w11, w12, w13, w14, w15, w16, w17, w18, w19, w20, w21, w22, w23, w24, w25,
                    w26, w27, w28, w29, x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15, x16, x17,
                    x18, x19, x20, x21, x22, x23, x24, x25, x26, x27, x28, x29, y0, y1, y2, y3, y4, y5, y6, y7, y8, y9,
                    y10, y11, y12, y13, y14, y15, y16, y17, y18, y19, y20, y21, y22, y23, y24, y25, y26, y27, y28, y29,
                    z0, z1, z2, z3, z4, z5, z6, z7, z8, z9, z10, z11, z12, z13, z14, z15, z16, z17, z18, z19, z20, z21,
                    z22, z23, z24, z25, z26, z27, z28, z29, aa0, aa1, aa2, aa3, aa4, aa5, aa6, aa7, aa8, aa9, aa10,
                    aa11, aa12, aa13, aa14, aa15, aa16, aa17, aa18, aa19, aa20, aa21, aa22, aa23, aa24, aa25, aa26,
                    aa27, aa28, aa29, ab0, ab1, ab2, ab3, ab4, ab5, ab6, ab7, ab8, ab9, ab10, ab11, ab12, ab13, ab14,
                    ab15, ab16, ab17, ab18, ab19, ab20, ab21, ab22, ab23, ab24, ab25, ab26, ab27, ab28, ab29, ac0, ac1,
                    ac2, ac3, ac4, ac5, ac6, ac7, ac8, ac9, ac10, ac11, ac12, ac13, ac14, ac15, ac16, ac17, ac18, ac19,
                    ac20, ac21, ac22, ac23, ac24, ac25, ac26, ac27, ac28, ac29, ad0, ad1, ad2, ad3, ad4, ad5, ad6, ad7,
                    ad8, ad9, ad10, ad11, ad12, ad13, ad14, ad15, ad16, ad17, ad18, ad19, ad20, ad21, ad22, ad23, ad24,
                    ad25, ad26, ad27, ad28, ad29, ae0, ae1, ae2, ae3, ae4, ae5, ae6, ae7, ae8, ae9, ae10, ae11, ae12,
                    ae13, ae14, ae15, ae16, ae17, ae18, ae19, ae20, ae21, ae22, ae23, ae24, ae25, ae26, ae27, ae28,
                    ae29, af0, af1, af2, af3, af4, af5, af6, af7, af8, af9, af10, af11, af12, af13, af14, af15, af16,
                    af17, af18, af19, af20, af21, af22, af23, af24, af25, af26, af27, af28, af29, ag0, ag1, ag2, ag3,
                    ag4, ag5, ag6, ag7, ag8, ag9, ag10, ag11, ag12, ag13, ag14, ag15, ag16, ag17, ag18, ag19, ag20,
                    ag21, ag22, ag23, ag24, ag25, ag26, ag27, ag28, ag29, ah0, ah1, ah2, ah3, ah4, ah5, ah6, ah7, ah8,
                    ah9, ah10, ah11, ah12, ah13, ah14, ah15, ah16, ah17, ah18, ah19, ah20, ah21, ah22, ah23, ah24, ah25,
                    ah26, ah27, ah28, ah29, ai0, ai1, ai2, ai3, ai4, ai5, ai6, ai7, ai8, ai9, ai10, ai11, ai12, ai13,
                    ai14, ai15, ai16, ai17, ai18, ai19;
            throw new AssertionError();
        }
    }

    /**
     * Does what {@link #checkForMore} does, for a thread that is in a queue already, and will leave it if this throws.
     * With more than 325 bytecodes, this method is not inlined. (They make its own frame 2 KB larger in the interpreter.)
     */
    @SuppressWarnings("unused") // as above
    public static void checkApart() {
        if (never) {
            long a0 = 0, a1 = 0, a2 = 0, a3 = 0, a4 = 0, a5 = 0, a6 = 0, a7 = 0, a8 = 0, a9 = 0, a10 = 0, a11 = 0,
                    a12 = 0, a13 = 0, a14 = 0, a15 = 0, a16 = 0, a17 = 0, a18 = 0, a19 = 0, a20 = 0, a21 = 0, a22 = 0,
                    a23 = 0, a24 = 0, a25 = 0, a26 = 0, a27 = 0, a28 = 0, a29 = 0, b0 = 0, b1 = 0, b2 = 0, b3 = 0,
                    b4 = 0, b5 = 0, b6 = 0, b7 = 0, b8 = 0, b9 = 0, b10 = 0, b11 = 0, b12 = 0, b13 = 0, b14 = 0,
                    b15 = 0, b16 = 0, b17 = 0, b18 = 0, b19 = 0, b20 = 0, b21 = 0, b22 = 0, b23 = 0, b24 = 0, b25 = 0,
                    b26 = 0, b27 = 0, b28 = 0, b29 = 0, c0 = 0, c1 = 0, c2 = 0, c3 = 0, c4 = 0, c5 = 0, c6 = 0, c7 = 0,
                    c8 = 0, c9 = 0, c10 = 0, c11 = 0, c12 = 0, c13 = 0, c14 = 0, c15 = 0, c16 = 0, c17 = 0, c18 = 0,
                    c19 = 0, c20 = 0, c21 = 0, c22 = 0, c23 = 0, c24 = 0, c25 = 0, c26 = 0, c27 = 0, c28 = 0, c29 = 0,
                    d0 = 0, d1 = 0, d2 = 0, d3 = 0, d4 = 0, d5 = 0, d6 = 0, d7 = 0, d8 = 0, d9 = 0, d10 = 0, d11 = 0,
                    d12 = 0, d13 = 0, d14 = 0, d15 = 0, d16 = 0, d17 = 0, d18 = 0, d19 = 0, d20 = 0, d21 = 0, d22 = 0,
                    d23 = 0, d24 = 0, d25 = 0, d26 = 0, d27 = 0, d28 = 0, d29 = 0;
            throw new AssertionError();
        }
        checkForMore();
    }
}
