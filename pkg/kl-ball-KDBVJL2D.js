import{_4p_5gvh as a}from"./kl-ball-element.js";var e="1",l=2e5;export{e as a,l as b};
//# sourceMappingURL=kl-ball-KDBVJL2D.js.map
